package dev.lethe.retention.ending;

import dev.lethe.retention.ending.aws.EndedFailures;
import dev.lethe.retention.ending.aws.EndedFolders;
import dev.lethe.retention.ending.aws.EndedQueryResults;
import dev.lethe.shared.aws.BatchRead;
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
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The steps of a termination at screenshots, exports, packages, audits, failures and results of
/// queries. Needs `REQUESTS_TABLE`, `VAULT_TABLE`, `SCREENSHOTS_BUCKET`, `EXPORTS_BUCKET`,
/// `AUDITS_BUCKET`, `FAILURES_BUCKET` and `QUERY_RESULTS_BUCKET`.
public final class ObjectsEndingHandler extends StepHandler {

  private final TerminationSteps stores;

  public ObjectsEndingHandler() {
    this(
        Env.ofProcess(),
        Clients.of(DynamoDbClient.builder()),
        Clients.of(S3Client.builder()),
        Clock.systemUTC());
  }

  private ObjectsEndingHandler(Env env, DynamoDbClient dynamo, S3Client s3, Clock clock) {
    this(
        new TerminationSteps(
            new Emptying(
                new DynamoMeasurements(dynamo, env.required("REQUESTS_TABLE"), clock), clock),
            Map.of(
                EndedStore.SCREENSHOTS,
                new EndedFolders(
                    new S3Bucket(s3, env.required("SCREENSHOTS_BUCKET")), List.of("screenshots/")),
                EndedStore.EXPORTS,
                new EndedFolders(
                    new S3Bucket(s3, env.required("EXPORTS_BUCKET")),
                    List.of("files/", "labels/", "plans/")),
                EndedStore.PACKAGES,
                new EndedFolders(
                    new S3Bucket(s3, env.required("EXPORTS_BUCKET")), List.of("packages/")),
                EndedStore.AUDITS,
                new EndedFolders(
                    new S3Bucket(s3, env.required("AUDITS_BUCKET")), List.of("audits/")),
                EndedStore.FAILURES,
                new EndedFailures(
                    new S3Bucket(s3, env.required("FAILURES_BUCKET")),
                    new BatchRead(dynamo, Thread::sleep),
                    env.required("VAULT_TABLE")),
                EndedStore.QUERY_RESULTS,
                new EndedQueryResults(s3, env.required("QUERY_RESULTS_BUCKET")))));
  }

  ObjectsEndingHandler(TerminationSteps stores) {
    this.stores = stores;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    return stores.take(input);
  }
}
