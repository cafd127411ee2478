package dev.lethe.retention;

import dev.lethe.retention.aws.DynamoStoredLives;
import dev.lethe.retention.aws.S3Shelf;
import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.registry.Application;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What is done on schedules, at any time, for some applications.
public final class Rounds {

  private static final Duration LONG = Duration.ofHours(1);

  private final Sweeping sweeping;
  private final Forgetting forgetting;
  private final Clock clock;

  /// @param vault a table
  /// @param archive a bucket
  public Rounds(
      List<Application> applications,
      DynamoDbClient dynamo,
      String vault,
      S3Bucket archive,
      Executor threads,
      Clock clock) {
    this.sweeping = new Sweeping(Map.of(Lifetime.LINES, new S3Shelf(archive)), clock);
    this.forgetting =
        new Forgetting(() -> applications, new DynamoStoredLives(dynamo, vault), threads, clock);
    this.clock = clock;
  }

  /// Deletes objects that are past their time.
  public void sweep() {
    sweeping.run();
  }

  /// Forgets who was silent for long enough.
  public void forget() {
    forgetting.run(clock.instant().plus(LONG));
  }
}
