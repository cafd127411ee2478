package dev.lethe.retention;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.lethe.retention.aws.DynamoApplications;
import dev.lethe.retention.aws.DynamoCells;
import dev.lethe.retention.aws.DynamoProgress;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/// Called every hour; what it does not finish is for the next hour. Needs `REGISTRY_TABLE`,
/// `INSIGHTS_TABLE` and `SMALL_GROUP_THRESHOLD`.
public final class ClosingHandler implements RequestHandler<ScheduledEvent, String> {

  /// Calls to DynamoDB at a time.
  private static final int CALLS_AT_A_TIME = 16;

  /// The last day that was begun is finished in this time.
  private static final Duration RESERVE = Duration.ofMinutes(2);

  private final Closing closing;
  private final Clock clock;

  public ClosingHandler() {
    this(Env.ofProcess(), Clients.of(DynamoDbClient.builder()), Clock.systemUTC());
  }

  private ClosingHandler(Env env, DynamoDbClient dynamo, Clock clock) {
    this(
        new Closing(
            new DynamoApplications(dynamo, env.required("REGISTRY_TABLE")),
            new DynamoProgress(dynamo, env.required("INSIGHTS_TABLE")),
            new DynamoCells(dynamo, env.required("INSIGHTS_TABLE")),
            env.requiredInt("SMALL_GROUP_THRESHOLD", 1),
            Executors.newFixedThreadPool(CALLS_AT_A_TIME, Thread.ofVirtual().factory()),
            clock),
        clock);
  }

  ClosingHandler(Closing closing, Clock clock) {
    this.closing = closing;
    this.clock = clock;
  }

  @Override
  public String handleRequest(ScheduledEvent event, Context context) {
    return PowertoolsLogging.withLogging(
        context,
        () -> {
          var left = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
          return closing.run(clock.instant().plus(left)) ? "done" : "to be continued";
        });
  }
}
