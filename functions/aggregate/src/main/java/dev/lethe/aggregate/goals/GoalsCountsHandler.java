package dev.lethe.aggregate.goals;

import dev.lethe.aggregate.goals.aws.LedgerGoals;
import dev.lethe.aggregate.goals.aws.StatisticsGoals;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.goals.GoalsSteps;
import dev.lethe.shared.goals.aws.DynamoGoalsOrders;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The steps that forget goals, but for those at the archive. Needs `LEDGER_TABLE`,
/// `INSIGHTS_TABLE` and `GOALS_PAUSE`, in seconds.
public final class GoalsCountsHandler extends StepHandler {

  /// Calls to DynamoDB at a time.
  private static final int CALLS_AT_A_TIME = 16;

  private final GoalsSteps steps;

  public GoalsCountsHandler() {
    this(Env.ofProcess(), Clients.of(DynamoDbClient.builder()), Clock.systemUTC());
  }

  private GoalsCountsHandler(Env env, DynamoDbClient dynamo, Clock clock) {
    this(
        new GoalsSteps(
            new DynamoGoalsOrders(dynamo, env.required("LEDGER_TABLE")),
            Map.of(
                "ledger",
                new LedgerGoals(
                    dynamo,
                    env.required("LEDGER_TABLE"),
                    Executors.newFixedThreadPool(CALLS_AT_A_TIME, Thread.ofVirtual().factory())),
                "statistics",
                new StatisticsGoals(dynamo, env.required("INSIGHTS_TABLE"))),
            Duration.ofSeconds(env.requiredInt("GOALS_PAUSE", 1)),
            clock));
  }

  GoalsCountsHandler(GoalsSteps steps) {
    this.steps = steps;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    return steps.take(input);
  }
}
