package dev.lethe.subjects.packages;

import dev.lethe.shared.aws.BatchRead;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.content.aws.S3Screenshots;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.packages.AccessPackages;
import dev.lethe.shared.packages.aws.S3PackageObjects;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import dev.lethe.shared.rights.aws.DynamoCases;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import dev.lethe.shared.vault.aws.DynamoLabelledSubjects;
import dev.lethe.shared.vault.aws.HeldKeyrings;
import dev.lethe.shared.vault.aws.KmsKeyrings;
import dev.lethe.subjects.packages.aws.DynamoIssues;
import dev.lethe.subjects.packages.aws.DynamoPortraits;
import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.request.Step;
import dev.lethe.subjects.request.aws.DynamoRequestBook;
import dev.lethe.subjects.request.aws.DynamoRequestsOf;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The step that makes a package. Needs `REGISTRY_TABLE`, `REQUESTS_TABLE`, `VAULT_TABLE`,
/// `EXPORTS_BUCKET` and `SCREENSHOTS_BUCKET`.
public final class PackageHandler extends StepHandler {

  /// A package of some gigabytes is put at once.
  private static final Duration LONGEST_PUT = Duration.ofMinutes(5);

  private static final Path SCRATCH = Path.of(System.getProperty("java.io.tmpdir"), "packages");

  private final RequestBook book;
  private final Packing packing;
  private final Clock clock;

  public PackageHandler() {
    this(
        Env.ofProcess(),
        Clients.of(DynamoDbClient.builder()),
        Clients.of(S3Client.builder(), LONGEST_PUT),
        Clock.systemUTC());
  }

  private PackageHandler(Env env, DynamoDbClient dynamo, S3Client s3, Clock clock) {
    this(
        env,
        dynamo,
        new S3Screenshots(s3, env.required("SCREENSHOTS_BUCKET")),
        new AccessPackages(new S3PackageObjects(s3, env.required("EXPORTS_BUCKET"))),
        new DynamoRequestBook(dynamo, env.required("REQUESTS_TABLE"), clock),
        clock);
  }

  private PackageHandler(
      Env env,
      DynamoDbClient dynamo,
      S3Screenshots screenshots,
      AccessPackages packages,
      RequestBook book,
      Clock clock) {
    this(
        book,
        new Packing(
            new DynamoCases(dynamo, env.required("VAULT_TABLE"), clock),
            new DynamoLabelledSubjects(
                new BatchRead(dynamo, Thread::sleep),
                env.required("VAULT_TABLE"),
                new HeldKeyrings(new KmsKeyrings(Clients.of(KmsClient.builder())), clock)),
            new DynamoPortraits(dynamo, env.required("VAULT_TABLE"), clock),
            new DynamoRequestsOf(dynamo, env.required("REQUESTS_TABLE"), book),
            new DynamoRegistry(dynamo, env.required("REGISTRY_TABLE")),
            packages,
            new Assembly(packages, screenshots),
            Scratch.emptied(SCRATCH),
            new DynamoIssues(dynamo, env.required("REQUESTS_TABLE"), clock),
            clock),
        clock);
  }

  PackageHandler(RequestBook book, Packing packing, Clock clock) {
    this.book = book;
    this.packing = packing;
    this.clock = clock;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    var request = book.find(input.customer(), input.request()).orElseThrow();
    packing.pack(request);
    book.note(request.customer(), request.id(), Step.of(Step.Kind.ISSUED), clock.instant());
    return Map.of();
  }
}
