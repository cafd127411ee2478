package dev.lethe.archive.export;

import dev.lethe.archive.aws.S3ArchiveObjects;
import dev.lethe.archive.export.aws.DynamoExports;
import dev.lethe.archive.export.aws.S3Listing;
import dev.lethe.archive.parquet.ParquetFiles;
import dev.lethe.shared.aws.BatchRead;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import dev.lethe.shared.vault.aws.DynamoLabelledSubjects;
import dev.lethe.shared.vault.aws.HeldKeyrings;
import dev.lethe.shared.vault.aws.KmsKeyrings;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The steps of the state machine `statemachine/exports.asl.json`. Needs `REQUESTS_TABLE`,
/// `VAULT_TABLE`, `ARCHIVE_BUCKET` and `EXPORTS_BUCKET`.
public final class ExportStepsHandler extends StepHandler {

  private final Exports exports;
  private final Plan plan;
  private final PartWriter writer;
  private final PartCheck check;
  private final Publication publication;

  public ExportStepsHandler() {
    this(
        Env.ofProcess(),
        Clients.of(DynamoDbClient.builder()),
        Clients.of(S3Client.builder()),
        Clock.systemUTC());
  }

  private ExportStepsHandler(Env env, DynamoDbClient dynamo, S3Client s3, Clock clock) {
    this(
        new DynamoExports(dynamo, env.required("REQUESTS_TABLE"), clock),
        new S3Listing(new S3Bucket(s3, env.required("ARCHIVE_BUCKET"))),
        new ExportFiles(
            new S3ArchiveObjects(s3, env.required("EXPORTS_BUCKET")),
            new S3Listing(new S3Bucket(s3, env.required("EXPORTS_BUCKET")))),
        new S3ArchiveObjects(s3, env.required("ARCHIVE_BUCKET")),
        new Allowed(
            new DynamoLabelledSubjects(
                new BatchRead(dynamo, Thread::sleep),
                env.required("VAULT_TABLE"),
                new HeldKeyrings(new KmsKeyrings(Clients.of(KmsClient.builder())), clock))),
        clock);
  }

  private ExportStepsHandler(
      Exports exports,
      Listing archive,
      ExportFiles files,
      S3ArchiveObjects lines,
      Allowed allowed,
      Clock clock) {
    this(
        exports,
        new Plan(exports, archive, files),
        new PartWriter(lines, new ParquetFiles(), allowed, exports, files, clock),
        new PartCheck(allowed, files),
        new Publication(exports, files, clock));
  }

  ExportStepsHandler(
      Exports exports, Plan plan, PartWriter writer, PartCheck check, Publication publication) {
    this.exports = exports;
    this.plan = plan;
    this.writer = writer;
    this.check = check;
    this.publication = publication;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    var export =
        exports.find(input.customer(), input.text("app"), input.text("export")).orElseThrow();
    return switch (input.text("step")) {
      // One that was given up before it began, because no answer came: nothing is to be done.
      case "plan" ->
          Map.of(
              "parts",
              export.status() == Export.Status.FAILED ? 0 : plan.make(export),
              "object",
              ExportFiles.plan(export));
      case "write" -> {
        writer.write(export, part(input));
        yield Map.of();
      }
      case "check" -> Map.of("events", check.check(export, part(input).number()));
      case "publish" -> {
        publication.publish(export, events(input));
        yield Map.of();
      }
      case "fail" -> {
        publication.fail(export);
        yield Map.of();
      }
      default -> throw new IllegalArgumentException("There is no such step.");
    };
  }

  private static Part part(StepInput input) {
    if (input.fields().get("part") instanceof Map<?, ?> part
        && part.get("number") instanceof Number number
        && part.get("objects") instanceof List<?> objects) {
      return new Part(number.intValue(), objects.stream().map(String.class::cast).toList());
    }
    throw new IllegalArgumentException("The input has no part.");
  }

  private static long events(StepInput input) {
    if (input.fields().get("checked") instanceof List<?> checked) {
      return checked.stream().map(Number.class::cast).mapToLong(Number::longValue).sum();
    }
    throw new IllegalArgumentException("The input lacks checked.");
  }
}
