package dev.lethe.retention;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.lethe.retention.aws.DynamoApplications;
import dev.lethe.retention.aws.DynamoSilentLives;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/// Ends, on a schedule, lives that the Vault does not end by itself. Needs `REGISTRY_TABLE` and
/// `VAULT_TABLE`.
public final class SilenceHandler implements RequestHandler<ScheduledEvent, Long> {

  private static final Logger LOG = LoggerFactory.getLogger(SilenceHandler.class);

  /// Calls to DynamoDB at a time.
  private static final int CALLS_AT_A_TIME = 8;

  /// What was begun is finished in this time.
  private static final Duration RESERVE = Duration.ofMinutes(2);

  private final Silence silence;
  private final Clock clock;

  public SilenceHandler() {
    this(Env.ofProcess(), Clients.of(DynamoDbClient.builder()), Clock.systemUTC());
  }

  private SilenceHandler(Env env, DynamoDbClient dynamo, Clock clock) {
    this(
        new Silence(
            new DynamoApplications(dynamo, env.required("REGISTRY_TABLE")),
            new DynamoSilentLives(
                dynamo,
                env.required("VAULT_TABLE"),
                Executors.newFixedThreadPool(CALLS_AT_A_TIME, Thread.ofVirtual().factory()),
                new Random(),
                clock),
            clock),
        clock);
  }

  SilenceHandler(Silence silence, Clock clock) {
    this.silence = silence;
    this.clock = clock;
  }

  @Override
  public Long handleRequest(ScheduledEvent event, Context context) {
    return PowertoolsLogging.withLogging(
        context,
        () -> {
          var left = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
          var ended = silence.run(clock.instant().plus(left));
          LOG.info("{} lives were silent for as long as data is kept.", ended);
          return ended;
        });
  }
}
