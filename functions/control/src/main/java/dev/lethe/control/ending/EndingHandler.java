package dev.lethe.control.ending;

import dev.lethe.control.ending.aws.DynamoGates;
import dev.lethe.control.ending.aws.EndedKeys;
import dev.lethe.control.ending.aws.EndedRegistry;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import dev.lethe.shared.termination.Emptying;
import dev.lethe.shared.termination.EndedStore;
import dev.lethe.shared.termination.TerminationSteps;
import dev.lethe.shared.termination.Terminations;
import dev.lethe.shared.termination.aws.DynamoMeasurements;
import dev.lethe.shared.termination.aws.DynamoTerminations;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// The steps that end an application: `close`, when its grace period is over, and `condemn`, from
/// which on what comes of it is dropped; and those of the stores of keys and the Registry. Needs
/// `REQUESTS_TABLE`, `REGISTRY_TABLE`, `VAULT_TABLE` and `REQUEST_SECRETS`.
public final class EndingHandler extends StepHandler {

  private final Closing closing;
  private final TerminationSteps stores;

  public EndingHandler() {
    this(Env.ofProcess(), Clients.of(DynamoDbClient.builder()), Clock.systemUTC());
  }

  private EndingHandler(Env env, DynamoDbClient dynamo, Clock clock) {
    this(
        new DynamoTerminations(
            dynamo, env.required("REQUESTS_TABLE"), env.required("REGISTRY_TABLE")),
        new DynamoGates(dynamo, env.required("REGISTRY_TABLE")),
        new TerminationSteps(
            new Emptying(
                new DynamoMeasurements(dynamo, env.required("REQUESTS_TABLE"), clock), clock),
            Map.of(
                EndedStore.KEYS,
                new EndedKeys(
                    dynamo,
                    env.required("VAULT_TABLE"),
                    Clients.of(SecretsManagerClient.builder()),
                    env.required("REQUEST_SECRETS")),
                EndedStore.REGISTRY,
                new EndedRegistry(
                    dynamo, env.required("REGISTRY_TABLE"), env.required("VAULT_TABLE")))),
        clock);
  }

  EndingHandler(Terminations terminations, Gates gates, TerminationSteps stores, Clock clock) {
    this.closing = new Closing(terminations, gates, clock);
    this.stores = stores;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    return switch (input.text("step")) {
      case "close" ->
          Map.of(
              "isOn", closing.close(input.customer(), input.text("app"), input.number("number")));
      case "condemn" -> {
        closing.condemn(input.customer(), input.text("app"));
        yield Map.of();
      }
      default -> stores.take(input);
    };
  }
}
