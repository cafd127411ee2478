package dev.lethe.aggregate;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.lethe.aggregate.aws.DynamoCounters;
import dev.lethe.aggregate.aws.DynamoLedger;
import dev.lethe.aggregate.aws.DynamoTakings;
import dev.lethe.aggregate.aws.DynamoValues;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.goals.aws.DynamoGoalsOrders;
import dev.lethe.shared.lane.Failures.Reason;
import dev.lethe.shared.lane.aws.Deliveries;
import dev.lethe.shared.lane.aws.DynamoMarks;
import dev.lethe.shared.lane.aws.FailureFolder;
import dev.lethe.shared.lane.aws.KinesisLineage;
import dev.lethe.shared.lane.aws.S3Failures;
import dev.lethe.shared.lane.aws.StepFunctionsAnswers;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.registry.aws.DynamoGoneApplications;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;
import software.amazon.lambda.powertools.metrics.MetricsFactory;

/// The consumer behind Kinesis, with partial batch responses. Needs `LEDGER_TABLE`,
/// `INSIGHTS_TABLE`, `REGISTRY_TABLE`, `FAILURES_BUCKET` and `STREAM_ARN`.
public final class AggregateHandler implements RequestHandler<KinesisEvent, StreamsEventResponse> {

  /// Calls to DynamoDB at a time: of subjects that are booked, then of counters. More would open
  /// more connections than they save.
  private static final int CALLS_AT_A_TIME = 32;

  private final Aggregate aggregate;

  public AggregateHandler() {
    this(Env.ofProcess());
  }

  private AggregateHandler(Env env) {
    this(env, Clients.of(DynamoDbClient.builder()));
  }

  private AggregateHandler(Env env, DynamoDbClient dynamo) {
    this(
        new Aggregate(
            stores(env, dynamo, Clock.systemUTC()),
            Executors.newFixedThreadPool(CALLS_AT_A_TIME, Thread.ofVirtual().factory()),
            Clock.systemUTC()));
  }

  private static Stores stores(Env env, DynamoDbClient dynamo, Clock clock) {
    var ledger = env.required("LEDGER_TABLE");
    var insights = env.required("INSIGHTS_TABLE");
    return new Stores(
        new DynamoLedger(dynamo, ledger, clock),
        new DynamoCounters(dynamo, insights),
        new DynamoValues(dynamo, insights, clock),
        new S3Failures(
            Clients.of(S3Client.builder()),
            env.required("FAILURES_BUCKET"),
            MetricsFactory.getMetricsInstance(),
            "aggregate",
            Map.of(
                Reason.UNDECODABLE,
                FailureFolder.UNDECODABLE,
                Reason.SKIPPED,
                FailureFolder.SKIPPED)),
        new DynamoMarks(dynamo, ledger, clock, ""),
        new KinesisLineage(Clients.of(KinesisClient.builder()), env.required("STREAM_ARN")),
        new DynamoTakings(dynamo, ledger, clock),
        new StepFunctionsAnswers(
            Clients.of(SfnClient.builder()), dynamo, ledger, Command.Consumer.AGGREGATE),
        new DynamoGoneApplications(dynamo, env.required("REGISTRY_TABLE")),
        new DynamoGoalsOrders(dynamo, ledger));
  }

  AggregateHandler(Aggregate aggregate) {
    this.aggregate = aggregate;
  }

  @Override
  public StreamsEventResponse handleRequest(KinesisEvent event, Context context) {
    return PowertoolsLogging.withLogging(context, () -> count(event));
  }

  private StreamsEventResponse count(KinesisEvent event) {
    return Deliveries.answer(aggregate.count(Deliveries.records(event)));
  }
}
