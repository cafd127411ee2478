package dev.lethe.aggregate.ending;

import dev.lethe.aggregate.ending.aws.EndedLedger;
import dev.lethe.aggregate.ending.aws.EndedStatistics;
import dev.lethe.shared.aws.BatchRead;
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

/// The steps of a termination at the Ledger and the statistics. Needs `REQUESTS_TABLE`,
/// `VAULT_TABLE`, `LEDGER_TABLE` and `INSIGHTS_TABLE`.
public final class CountsEndingHandler extends StepHandler {

  private final TerminationSteps stores;

  public CountsEndingHandler() {
    this(Env.ofProcess(), Clients.of(DynamoDbClient.builder()), Clock.systemUTC());
  }

  private CountsEndingHandler(Env env, DynamoDbClient dynamo, Clock clock) {
    this(
        new TerminationSteps(
            new Emptying(
                new DynamoMeasurements(dynamo, env.required("REQUESTS_TABLE"), clock), clock),
            Map.of(
                EndedStore.LEDGER,
                new EndedLedger(
                    dynamo,
                    env.required("LEDGER_TABLE"),
                    new BatchRead(dynamo, Thread::sleep),
                    env.required("VAULT_TABLE")),
                EndedStore.STATISTICS,
                new EndedStatistics(dynamo, env.required("INSIGHTS_TABLE")))));
  }

  CountsEndingHandler(TerminationSteps stores) {
    this.stores = stores;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    return stores.take(input);
  }
}
