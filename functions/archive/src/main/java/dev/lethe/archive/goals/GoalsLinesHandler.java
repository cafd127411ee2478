package dev.lethe.archive.goals;

import dev.lethe.archive.GoalsOfLines;
import dev.lethe.archive.aws.S3ArchiveObjects;
import dev.lethe.archive.ending.aws.ArchiveHours;
import dev.lethe.archive.parquet.ParquetFiles;
import dev.lethe.shared.aws.BatchRead;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.goals.GoalsSteps;
import dev.lethe.shared.goals.aws.DynamoGoalsOrders;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import dev.lethe.shared.vault.aws.DynamoLabelledSubjects;
import dev.lethe.shared.vault.aws.HeldKeyrings;
import dev.lethe.shared.vault.aws.KmsKeyrings;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The steps that forget goals at the archive. Needs `LEDGER_TABLE`, `VAULT_TABLE`,
/// `ARCHIVE_BUCKET` and `GOALS_PAUSE`, in seconds.
public final class GoalsLinesHandler extends StepHandler {

  /// Objects that are read or rewritten at a time: each is in memory, packed and unpacked.
  private static final int OBJECTS_AT_A_TIME = 8;

  private final GoalsSteps steps;

  public GoalsLinesHandler() {
    this(
        Env.ofProcess(),
        Clients.of(DynamoDbClient.builder()),
        Clients.of(S3Client.builder()),
        Clock.systemUTC());
  }

  private GoalsLinesHandler(Env env, DynamoDbClient dynamo, S3Client s3, Clock clock) {
    this(
        new GoalsSteps(
            new DynamoGoalsOrders(dynamo, env.required("LEDGER_TABLE")),
            Map.of(
                "archive",
                new ArchiveGoals(
                    new ArchiveHours(new S3Bucket(s3, env.required("ARCHIVE_BUCKET"))),
                    new GoalsOfLines(
                        new S3ArchiveObjects(s3, env.required("ARCHIVE_BUCKET")),
                        new ParquetFiles(),
                        new DynamoLabelledSubjects(
                            new BatchRead(dynamo, Thread::sleep),
                            env.required("VAULT_TABLE"),
                            new HeldKeyrings(
                                new KmsKeyrings(Clients.of(KmsClient.builder())), clock)),
                        Executors.newFixedThreadPool(
                            OBJECTS_AT_A_TIME, Thread.ofVirtual().factory())))),
            Duration.ofSeconds(env.requiredInt("GOALS_PAUSE", 1)),
            clock));
  }

  GoalsLinesHandler(GoalsSteps steps) {
    this.steps = steps;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    return steps.take(input);
  }
}
