package dev.lethe.retention;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.lethe.retention.aws.DynamoApplications;
import dev.lethe.retention.aws.DynamoStoredLives;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/// Forgets, on a schedule, who was silent for long enough. Needs `REGISTRY_TABLE` and
/// `VAULT_TABLE`.
public final class ForgettingHandler implements RequestHandler<ScheduledEvent, String> {

  private static final Logger LOG = LoggerFactory.getLogger(ForgettingHandler.class);

  /// A page that was begun is finished in this time.
  private static final Duration RESERVE = Duration.ofMinutes(1);

  private final Forgetting forgetting;
  private final Clock clock;

  public ForgettingHandler() {
    this(Env.ofProcess(), Clients.of(DynamoDbClient.builder()), Clock.systemUTC());
  }

  private ForgettingHandler(Env env, DynamoDbClient dynamo, Clock clock) {
    this(
        new Forgetting(
            new DynamoApplications(dynamo, env.required("REGISTRY_TABLE")),
            new DynamoStoredLives(dynamo, env.required("VAULT_TABLE")),
            Executors.newVirtualThreadPerTaskExecutor(),
            clock),
        clock);
  }

  ForgettingHandler(Forgetting forgetting, Clock clock) {
    this.forgetting = forgetting;
    this.clock = clock;
  }

  @Override
  public String handleRequest(ScheduledEvent event, Context context) {
    return PowertoolsLogging.withLogging(
        context,
        () -> {
          var left = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
          var outcome = forgetting.run(clock.instant().plus(left));
          LOG.info(
              "{} subjects were silent, or went with all user ids, and are forgotten.",
              outcome.forgotten());
          return outcome.isDone() ? "done" : "to be continued";
        });
  }
}
