package dev.lethe.archive;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.lethe.archive.aws.DynamoCheckpoints;
import dev.lethe.archive.aws.DynamoLabelIndex;
import dev.lethe.archive.aws.DynamoStandings;
import dev.lethe.archive.aws.S3ArchiveObjects;
import dev.lethe.archive.parquet.ParquetFiles;
import dev.lethe.shared.aws.BatchRead;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.goals.aws.DynamoGoalsOrders;
import dev.lethe.shared.lane.Failures.Reason;
import dev.lethe.shared.lane.aws.Deliveries;
import dev.lethe.shared.lane.aws.FailureFolder;
import dev.lethe.shared.lane.aws.KinesisLineage;
import dev.lethe.shared.lane.aws.S3Failures;
import dev.lethe.shared.lane.aws.StepFunctionsAnswers;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.registry.aws.DynamoGoneApplications;
import dev.lethe.shared.vault.aws.DynamoLabelledSubjects;
import dev.lethe.shared.vault.aws.HeldKeyrings;
import dev.lethe.shared.vault.aws.KmsKeyrings;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;
import software.amazon.lambda.powertools.metrics.MetricsFactory;

/// The consumer behind Kinesis, with partial batch responses. Needs `LEDGER_TABLE`, `VAULT_TABLE`,
/// `REGISTRY_TABLE`, `ARCHIVE_BUCKET`, `FAILURES_BUCKET` and `STREAM_ARN`.
public final class ArchiveHandler implements RequestHandler<KinesisEvent, StreamsEventResponse> {

  /// Objects that are rewritten at a time: each is in memory, packed and unpacked.
  private static final int REWRITES_AT_A_TIME = 8;

  private final Archive archive;

  public ArchiveHandler() {
    this(Env.ofProcess(), Clients.of(DynamoDbClient.builder()), Clients.of(S3Client.builder()));
  }

  private ArchiveHandler(Env env, DynamoDbClient dynamo, S3Client s3) {
    this(
        new Archive(
            stores(env, dynamo, s3, Clock.systemUTC()),
            Executors.newFixedThreadPool(REWRITES_AT_A_TIME, Thread.ofVirtual().factory())));
  }

  private static Stores stores(Env env, DynamoDbClient dynamo, S3Client s3, Clock clock) {
    var ledger = env.required("LEDGER_TABLE");
    return new Stores(
        new ParquetFiles(),
        new S3ArchiveObjects(s3, env.required("ARCHIVE_BUCKET")),
        new DynamoCheckpoints(dynamo, ledger, clock),
        new DynamoLabelIndex(dynamo, ledger, clock),
        new DynamoStandings(dynamo, ledger, clock),
        new DynamoLabelledSubjects(
            new BatchRead(dynamo, Thread::sleep),
            env.required("VAULT_TABLE"),
            new HeldKeyrings(new KmsKeyrings(Clients.of(KmsClient.builder())), clock)),
        new S3Failures(
            s3,
            env.required("FAILURES_BUCKET"),
            MetricsFactory.getMetricsInstance(),
            "archive",
            // What cannot be decoded aggregate keeps: kept here, too, perhaps after an operator has
            // put it back, it would come back twice.
            Map.of(Reason.SKIPPED, FailureFolder.SKIPPED_BY_ARCHIVE)),
        new KinesisLineage(Clients.of(KinesisClient.builder()), env.required("STREAM_ARN")),
        new StepFunctionsAnswers(
            Clients.of(SfnClient.builder()), dynamo, ledger, Command.Consumer.ARCHIVE),
        new DynamoGoneApplications(dynamo, env.required("REGISTRY_TABLE")),
        new DynamoGoalsOrders(dynamo, ledger));
  }

  ArchiveHandler(Archive archive) {
    this.archive = archive;
  }

  @Override
  public StreamsEventResponse handleRequest(KinesisEvent event, Context context) {
    return PowertoolsLogging.withLogging(
        context, () -> Deliveries.answer(archive.store(Deliveries.records(event))));
  }
}
