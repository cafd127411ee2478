package dev.lethe.archive.subject;

import dev.lethe.archive.aws.DynamoLabelIndex;
import dev.lethe.archive.aws.S3ArchiveObjects;
import dev.lethe.archive.parquet.ParquetFiles;
import dev.lethe.shared.aws.BatchRead;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.goals.aws.DynamoGoalsOrders;
import dev.lethe.shared.packages.AccessPackages;
import dev.lethe.shared.packages.aws.S3PackageObjects;
import dev.lethe.shared.rights.aws.DynamoCases;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import dev.lethe.shared.vault.aws.DynamoLabelledSubjects;
import dev.lethe.shared.vault.aws.HeldKeyrings;
import dev.lethe.shared.vault.aws.KmsKeyrings;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The step that collects events for a package. Needs `VAULT_TABLE`, `LEDGER_TABLE`,
/// `ARCHIVE_BUCKET` and `EXPORTS_BUCKET`.
public final class CollectEventsHandler extends StepHandler {

  private final EventCollection collection;

  public CollectEventsHandler() {
    this(
        Env.ofProcess(),
        Clients.of(DynamoDbClient.builder()),
        Clients.of(S3Client.builder()),
        Clock.systemUTC());
  }

  private CollectEventsHandler(Env env, DynamoDbClient dynamo, S3Client s3, Clock clock) {
    this(
        new EventCollection(
            new DynamoCases(dynamo, env.required("VAULT_TABLE"), clock),
            new DynamoLabelledSubjects(
                new BatchRead(dynamo, Thread::sleep),
                env.required("VAULT_TABLE"),
                new HeldKeyrings(new KmsKeyrings(Clients.of(KmsClient.builder())), clock)),
            new DynamoLabelIndex(dynamo, env.required("LEDGER_TABLE"), clock),
            new S3ArchiveObjects(s3, env.required("ARCHIVE_BUCKET")),
            new ParquetFiles(),
            new AccessPackages(new S3PackageObjects(s3, env.required("EXPORTS_BUCKET"))),
            new DynamoGoalsOrders(dynamo, env.required("LEDGER_TABLE")),
            clock));
  }

  CollectEventsHandler(EventCollection collection) {
    this.collection = collection;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    return Map.of("pieces", collection.collect(input.caseId()));
  }
}
