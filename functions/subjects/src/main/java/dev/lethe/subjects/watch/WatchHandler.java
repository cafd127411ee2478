package dev.lethe.subjects.watch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.signing.CertifiedSigner;
import dev.lethe.shared.signing.aws.KmsSignatures;
import dev.lethe.shared.signing.aws.SsmCertificates;
import dev.lethe.subjects.execution.aws.StepFunctionsExecutions;
import dev.lethe.subjects.receipt.Closings;
import dev.lethe.subjects.receipt.Receipts;
import dev.lethe.subjects.receipt.Residues;
import dev.lethe.subjects.receipt.aws.AwsResidues;
import dev.lethe.subjects.receipt.aws.DynamoReceiptChain;
import dev.lethe.subjects.receipt.aws.S3ReceiptSafe;
import dev.lethe.subjects.request.aws.DynamoRequestBook;
import dev.lethe.subjects.request.aws.DynamoWatchedRequests;
import dev.lethe.subjects.watch.aws.EmfAges;
import dev.lethe.subjects.watch.aws.StepFunctionsAttempts;
import java.time.Clock;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;
import software.amazon.lambda.powertools.metrics.MetricsFactory;

/// Looks after requests, on a schedule. Needs `REQUESTS_TABLE`, `REGISTRY_TABLE`, `INSIGHTS_TABLE`,
/// `REQUESTS_STATE_MACHINE`, `RECEIPTS_BUCKET`, `SIGNING_KEY`, `CERTIFICATE_PARAMETER`,
/// `STREAM_ARN`, `FAILURES_BUCKET`, `QUARANTINE_BUCKET` and `QUERY_RESULTS_BUCKET`.
public final class WatchHandler implements RequestHandler<ScheduledEvent, String> {

  private final Watch watch;

  public WatchHandler() {
    this(Env.ofProcess(), Clients.of(DynamoDbClient.builder()), Clock.systemUTC());
  }

  private WatchHandler(Env env, DynamoDbClient dynamo, Clock clock) {
    this(
        env,
        dynamo,
        Clients.of(SfnClient.builder()),
        new DynamoRequestBook(dynamo, env.required("REQUESTS_TABLE"), clock),
        clock);
  }

  private WatchHandler(
      Env env, DynamoDbClient dynamo, SfnClient machines, DynamoRequestBook book, Clock clock) {
    this(
        new Watch(
            new Watch.Records(
                new DynamoWatchedRequests(dynamo, env.required("REQUESTS_TABLE"), book), book),
            new Watch.Work(
                new StepFunctionsAttempts(machines, env.required("REQUESTS_STATE_MACHINE")),
                new StepFunctionsExecutions(machines, env.required("REQUESTS_STATE_MACHINE"))),
            closings(env, dynamo, Clients.of(S3Client.builder()), clock),
            new EmfAges(MetricsFactory.getMetricsInstance()),
            clock));
  }

  private static Closings closings(Env env, DynamoDbClient dynamo, S3Client s3, Clock clock) {
    var chain = new DynamoReceiptChain(dynamo, env.required("REQUESTS_TABLE"), clock);
    var signer =
        new CertifiedSigner(
            new SsmCertificates(
                Clients.of(SsmClient.builder()), env.required("CERTIFICATE_PARAMETER"), clock),
            new KmsSignatures(Clients.of(KmsClient.builder()), env.required("SIGNING_KEY")));
    var safe = new S3ReceiptSafe(s3, env.required("RECEIPTS_BUCKET"));
    return new Closings(
        chain, new Receipts(chain, safe, signer, clock), residues(env, dynamo, s3, clock));
  }

  private static Residues residues(Env env, DynamoDbClient dynamo, S3Client s3, Clock clock) {
    return new AwsResidues(
        dynamo,
        List.of(
            env.required("INSIGHTS_TABLE"),
            env.required("REGISTRY_TABLE"),
            env.required("REQUESTS_TABLE")),
        Clients.of(KinesisClient.builder()),
        env.required("STREAM_ARN"),
        new AwsResidues.Buckets(
            new S3Bucket(s3, env.required("FAILURES_BUCKET")),
            new S3Bucket(s3, env.required("QUARANTINE_BUCKET")),
            new S3Bucket(s3, env.required("QUERY_RESULTS_BUCKET"))),
        clock);
  }

  WatchHandler(Watch watch) {
    this.watch = watch;
  }

  @Override
  public String handleRequest(ScheduledEvent event, Context context) {
    return PowertoolsLogging.withLogging(
        context,
        () -> {
          watch.run();
          return "done";
        });
  }
}
