package dev.lethe.control.ending;

import dev.lethe.control.Terminating;
import dev.lethe.control.TerminationWork;
import dev.lethe.control.aws.StepFunctionsTerminationWork;
import dev.lethe.control.ending.aws.DynamoGates;
import dev.lethe.control.ending.aws.EndedAccount;
import dev.lethe.control.ending.aws.EndedKeys;
import dev.lethe.control.ending.aws.EndedRegistry;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import dev.lethe.shared.termination.Emptied;
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
import software.amazon.awssdk.services.sfn.SfnClient;

/// The steps that end an application: `close`, when its grace period is over, and `condemn`, from
/// which on what comes of it is dropped; those of the stores of keys and the Registry; and those
/// that end a customer: `applications`, until there are none any more, and `forget`. Needs
/// `REQUESTS_TABLE`, `REGISTRY_TABLE`, `VAULT_TABLE`, `REQUEST_SECRETS`,
/// `TERMINATION_STATE_MACHINE`, an ARN, and `TERMINATION_PAUSE`, in seconds.
public final class EndingHandler extends StepHandler {

  private final TurningPoints turning;
  private final CustomerEnding customers;
  private final TerminationSteps stores;

  public EndingHandler() {
    this(Env.ofProcess(), Clients.of(DynamoDbClient.builder()), Clock.systemUTC());
  }

  private EndingHandler(Env env, DynamoDbClient dynamo, Clock clock) {
    this(
        new DynamoTerminations(
            dynamo, env.required("REQUESTS_TABLE"), env.required("REGISTRY_TABLE"), clock),
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
                    env.required("REQUEST_SECRETS"),
                    env.required("PEPPERS")),
                EndedStore.REGISTRY,
                new EndedRegistry(
                    dynamo, env.required("REGISTRY_TABLE"), env.required("VAULT_TABLE")))),
        new DynamoRegistry(dynamo, env.required("REGISTRY_TABLE")),
        new StepFunctionsTerminationWork(
                Clients.of(SfnClient.builder()),
                env.required("TERMINATION_STATE_MACHINE"),
                env.requiredInt("TERMINATION_PAUSE", 1))
            ::start,
        new Emptying(new DynamoMeasurements(dynamo, env.required("REQUESTS_TABLE"), clock), clock),
        new EndedAccount(dynamo, env.required("REGISTRY_TABLE")),
        clock);
  }

  EndingHandler(
      Terminations terminations,
      Gates gates,
      TerminationSteps stores,
      Registry registry,
      TerminationWork work,
      Emptying emptying,
      Emptied account,
      Clock clock) {
    this.turning = new TurningPoints(terminations, gates, clock);
    this.customers =
        new CustomerEnding(
            registry,
            terminations,
            new Terminating(terminations, work, clock),
            emptying,
            account,
            clock);
    this.stores = stores;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    return switch (input.text("step")) {
      case "close" ->
          Map.of(
              "isOn", turning.close(input.customer(), input.text("app"), input.number("number")));
      case "condemn" -> {
        turning.condemn(input.customer(), input.text("app"));
        yield Map.of();
      }
      case "applications" -> Map.of("open", customers.open(input.customer()));
      case "forget" -> Map.of("open", customers.forget(input.customer()));
      default -> stores.take(input);
    };
  }
}
