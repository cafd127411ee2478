package dev.lethe.archive.ending;

import dev.lethe.archive.Expulsion;
import dev.lethe.archive.aws.DynamoLabelIndex;
import dev.lethe.archive.aws.S3ArchiveObjects;
import dev.lethe.archive.ending.aws.ArchiveHours;
import dev.lethe.archive.parquet.ParquetFiles;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import dev.lethe.shared.termination.Emptying;
import dev.lethe.shared.termination.EndedStore;
import dev.lethe.shared.termination.TerminationSteps;
import dev.lethe.shared.termination.aws.DynamoMeasurements;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The steps of a termination at the archive. Needs `REQUESTS_TABLE`, `LEDGER_TABLE` and
/// `ARCHIVE_BUCKET`.
public final class ArchiveEndingHandler extends StepHandler {

  /// Objects that are read or rewritten at a time: each is in memory, packed and unpacked.
  private static final int OBJECTS_AT_A_TIME = 8;

  private final TerminationSteps stores;

  public ArchiveEndingHandler() {
    this(
        Env.ofProcess(),
        Clients.of(DynamoDbClient.builder()),
        Clients.of(S3Client.builder()),
        Clock.systemUTC());
  }

  private ArchiveEndingHandler(Env env, DynamoDbClient dynamo, S3Client s3, Clock clock) {
    this(
        new TerminationSteps(
            new Emptying(
                new DynamoMeasurements(dynamo, env.required("REQUESTS_TABLE"), clock), clock),
            Map.of(
                EndedStore.ARCHIVE,
                new EndedArchive(
                    new ArchiveHours(new S3Bucket(s3, env.required("ARCHIVE_BUCKET"))),
                    new Expulsion(
                        new S3ArchiveObjects(s3, env.required("ARCHIVE_BUCKET")),
                        new ParquetFiles(),
                        new DynamoLabelIndex(dynamo, env.required("LEDGER_TABLE"), clock),
                        Executors.newFixedThreadPool(
                            OBJECTS_AT_A_TIME, Thread.ofVirtual().factory()))))));
  }

  ArchiveEndingHandler(TerminationSteps stores) {
    this.stores = stores;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    return stores.take(input);
  }
}
