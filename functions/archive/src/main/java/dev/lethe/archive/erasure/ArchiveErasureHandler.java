package dev.lethe.archive.erasure;

import dev.lethe.archive.Search;
import dev.lethe.archive.aws.DynamoLabelIndex;
import dev.lethe.archive.aws.S3ArchiveObjects;
import dev.lethe.archive.aws.S3ObjectTails;
import dev.lethe.archive.export.ExportFiles;
import dev.lethe.archive.export.aws.S3Listing;
import dev.lethe.archive.parquet.ParquetTails;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.rights.Cases;
import dev.lethe.shared.rights.Measures;
import dev.lethe.shared.rights.aws.DynamoCases;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The steps of an erasure at the archive and the exports. Needs `VAULT_TABLE`, `LEDGER_TABLE`,
/// `ARCHIVE_BUCKET` and `EXPORTS_BUCKET`.
public final class ArchiveErasureHandler extends StepHandler {

  private static final int LOOKS_AT_A_TIME = 16;

  private final ArchiveErasure erasure;

  public ArchiveErasureHandler() {
    this(
        Env.ofProcess(),
        Clients.of(S3Client.builder()),
        Clients.of(DynamoDbClient.builder()),
        Clock.systemUTC());
  }

  private ArchiveErasureHandler(Env env, S3Client s3, DynamoDbClient dynamo, Clock clock) {
    this(env, s3, dynamo, new DynamoCases(dynamo, env.required("VAULT_TABLE"), clock), clock);
  }

  private ArchiveErasureHandler(
      Env env, S3Client s3, DynamoDbClient dynamo, Cases cases, Clock clock) {
    this(
        new ArchiveErasure(
            cases,
            new ExportFiles(
                new S3ArchiveObjects(s3, env.required("EXPORTS_BUCKET")),
                new S3Listing(new S3Bucket(s3, env.required("EXPORTS_BUCKET")))),
            new Search(
                new S3ObjectTails(s3, env.required("ARCHIVE_BUCKET")),
                new ParquetTails(),
                Executors.newFixedThreadPool(LOOKS_AT_A_TIME, Thread.ofVirtual().factory())),
            new DynamoLabelIndex(dynamo, env.required("LEDGER_TABLE"), clock),
            new Measures(cases, clock),
            clock));
  }

  ArchiveErasureHandler(ArchiveErasure erasure) {
    this.erasure = erasure;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    var round = (int) input.number("round");
    switch (input.text("step")) {
      case "remove" -> erasure.removeFromExports(input.caseId(), round);
      case "search" -> erasure.search(input.caseId(), round);
      default -> throw new IllegalArgumentException("There is no such step.");
    }
    return Map.of();
  }
}
