package dev.lethe.subjects.work;

import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.content.aws.S3Screenshots;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.erasure.aws.QueryResults;
import dev.lethe.shared.erasure.aws.SubjectFailures;
import dev.lethe.shared.packages.AccessPackages;
import dev.lethe.shared.packages.aws.S3PackageObjects;
import dev.lethe.shared.rights.Measures;
import dev.lethe.shared.rights.Store;
import dev.lethe.shared.rights.aws.DynamoCases;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import dev.lethe.subjects.work.aws.DynamoSubjects;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The steps that remove what the lanes do not lead to, and search it again. Needs `VAULT_TABLE`,
/// `EXPORTS_BUCKET`, `FAILURES_BUCKET`, `QUERY_RESULTS_BUCKET` and `SCREENSHOTS_BUCKET`.
public final class RemovalHandler extends StepHandler {

  private final Removal removal;

  public RemovalHandler() {
    this(
        Env.ofProcess(),
        Clients.of(DynamoDbClient.builder()),
        Clients.of(S3Client.builder()),
        Clock.systemUTC());
  }

  private RemovalHandler(Env env, DynamoDbClient dynamo, S3Client s3, Clock clock) {
    this(
        new Removal(
            new DynamoSubjects(dynamo, env.required("VAULT_TABLE"), clock),
            Map.of(
                Store.FAILURES,
                new SubjectFailures(new S3Bucket(s3, env.required("FAILURES_BUCKET"))),
                Store.QUERY_RESULTS,
                new QueryResults(s3, env.required("QUERY_RESULTS_BUCKET")),
                Store.PACKAGES,
                new AccessPackages(new S3PackageObjects(s3, env.required("EXPORTS_BUCKET"))),
                Store.SCREENSHOTS,
                new S3Screenshots(s3, env.required("SCREENSHOTS_BUCKET"))),
            new Measures(new DynamoCases(dynamo, env.required("VAULT_TABLE"), clock), clock)));
  }

  RemovalHandler(Removal removal) {
    this.removal = removal;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    var id = input.caseId();
    var round = (int) input.number("round");
    switch (input.text("step")) {
      case "remove" ->
          removal.remove(
              id,
              round,
              Map.of(
                  Store.STATISTICS, input.found("statistics", "entries"),
                  Store.ARCHIVE, input.found("archive", "lines")));
      case "search" -> removal.search(id, round);
      default -> throw new IllegalArgumentException("There is no such step.");
    }
    return Map.of();
  }
}
