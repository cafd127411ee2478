package dev.lethe.retention.ending;

import dev.lethe.retention.ending.aws.EndedStanding;
import dev.lethe.retention.ending.aws.EndedVault;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import dev.lethe.shared.termination.Emptying;
import dev.lethe.shared.termination.EndedStore;
import dev.lethe.shared.termination.TerminationSteps;
import dev.lethe.shared.termination.aws.DynamoMeasurements;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The steps of a termination at the Vault, and at what stands beside it. Needs `REQUESTS_TABLE`
/// and `VAULT_TABLE`.
public final class VaultEndingHandler extends StepHandler {

  private final TerminationSteps stores;

  public VaultEndingHandler() {
    this(Env.ofProcess(), Clients.of(DynamoDbClient.builder()), Clock.systemUTC());
  }

  private VaultEndingHandler(Env env, DynamoDbClient dynamo, Clock clock) {
    this(
        new TerminationSteps(
            new Emptying(
                new DynamoMeasurements(dynamo, env.required("REQUESTS_TABLE"), clock), clock),
            Map.of(
                EndedStore.VAULT,
                new EndedVault(dynamo, env.required("VAULT_TABLE")),
                EndedStore.STANDING,
                new EndedStanding(dynamo, env.required("REQUESTS_TABLE")))));
  }

  VaultEndingHandler(TerminationSteps stores) {
    this.stores = stores;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    return stores.take(input);
  }
}
