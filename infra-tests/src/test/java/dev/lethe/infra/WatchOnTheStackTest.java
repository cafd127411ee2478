package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Functions;
import dev.lethe.infra.stack.RequestsMachine;
import dev.lethe.infra.stack.RequestsOfNobody;
import dev.lethe.infra.stack.Stack;
import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.subjects.execution.ExecutionName;
import dev.lethe.subjects.execution.aws.StepFunctionsExecutions;
import dev.lethe.subjects.receipt.Erasures;
import dev.lethe.subjects.receipt.Remains;
import dev.lethe.subjects.receipt.Residue;
import dev.lethe.subjects.receipt.aws.AwsResidues;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.EnteredRequests;
import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.request.RequestGroups;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.request.RequestType;
import dev.lethe.subjects.request.WatchedRequests;
import dev.lethe.subjects.request.WatchedRequestsContract;
import dev.lethe.subjects.request.aws.DynamoRequestBook;
import dev.lethe.subjects.request.aws.DynamoRequestGroups;
import dev.lethe.subjects.request.aws.DynamoWatchedRequests;
import dev.lethe.subjects.watch.Attempts.Attempt;
import dev.lethe.subjects.watch.aws.StepFunctionsAttempts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/// What the watch sees on AWS, and that it looks, as it is deployed.
class WatchOnTheStackTest {

  private static final Stack STACK = Stack.running();
  private static final DynamoDbClient DYNAMO = STACK.client(DynamoDbClient.builder());
  private static final SfnClient MACHINES = STACK.client(SfnClient.builder());
  private static final S3Client S3 = STACK.client(S3Client.builder().forcePathStyle(true));
  private static final String TABLE = STACK.output("RequestsTable");

  private final DynamoRequestBook book = new DynamoRequestBook(DYNAMO, TABLE, Clock.systemUTC());

  @Nested
  class InDynamoWatchedRequests extends WatchedRequestsContract {

    @Override
    protected RequestBook book() {
      return book;
    }

    @Override
    protected RequestGroups groups() {
      return new DynamoRequestGroups(DYNAMO, TABLE, Clock.systemUTC());
    }

    @Override
    protected WatchedRequests watched() {
      return new DynamoWatchedRequests(DYNAMO, TABLE, book);
    }

    @AfterEach
    void leavesNothingOpen() {
      RequestsOfNobody.delete(customer);
    }
  }

  private final String customer = Erasures.customer();

  @AfterEach
  void leavesNothingOpen() {
    RequestsOfNobody.delete(customer);
  }

  private EnteredRequest entered(Duration ago) {
    var request =
        EnteredRequests.of(
            customer, UUID.randomUUID(), RequestType.ACCESS, Instant.now().minus(ago));
    book.enter(request);
    return request;
  }

  private static String execution(EnteredRequest request, int attempt) {
    return RequestsMachine.arn().replace(":stateMachine:", ":execution:")
        + ':'
        + ExecutionName.of(request, attempt);
  }

  @Test
  void theLastAttemptIsFoundHoweverManyThereWere() {
    var machine = RequestsMachine.arn();
    var attempts = new StepFunctionsAttempts(MACHINES, machine);
    var executions = new StepFunctionsExecutions(MACHINES, machine);
    var request = entered(Duration.ZERO);
    assertThat(attempts.last(request)).isEmpty();
    for (var number = 1; number <= 12; number++) {
      executions.start(request, number, Duration.ofHours(1));
      assertThat(attempts.last(request)).contains(new Attempt(number, null));
      var started = execution(request, number);
      MACHINES.stopExecution(stop -> stop.executionArn(started));
    }
    assertThat(attempts.last(request))
        .hasValueSatisfying(last -> {
          assertThat(last.number()).isEqualTo(12);
          assertThat(last.ended()).isNotNull();
        });
  }

  private static AwsResidues residues() {
    return new AwsResidues(
        DYNAMO,
        List.of(TABLE, STACK.output("InsightsTable"), STACK.output("RegistryTable")),
        STACK.client(KinesisClient.builder()),
        stream().streamARN(),
        new AwsResidues.Buckets(
            bucket("FailuresBucket"), bucket("QuarantineBucket"), bucket("QueryResultsBucket")),
        Clock.systemUTC());
  }

  private static StreamDescriptionSummary stream() {
    return STACK
        .client(KinesisClient.builder())
        .describeStreamSummary(describe -> describe.streamName(STACK.output("StreamName")))
        .streamDescriptionSummary();
  }

  private static S3Bucket bucket(String output) {
    return new S3Bucket(S3, STACK.output(output));
  }

  private static Instant oldest(Residue residue) {
    return residues().measure(residue).map(Remains::oldest).orElseThrow();
  }

  @Test
  void theStreamIsReadFromItsRetentionAgoOn() {
    // A day here: LocalStack's stream has not the seven of the template.
    var kept = Duration.ofHours(stream().retentionPeriodHours());
    assertThat(Duration.between(oldest(Residue.STREAM), Instant.now()))
        .isBetween(kept, kept.plusMinutes(1));
  }

  @Test
  void theOldestObjectIsSeenWhereItCounts() {
    var before = Instant.now().minusSeconds(2);
    var name = "aws/lambda/" + UUID.randomUUID();
    var bucket = STACK.output("FailuresBucket");
    S3.putObject(put -> put.bucket(bucket).key(name), RequestBody.empty());
    assertThat(oldest(Residue.GIVEN_UP_DELIVERIES)).isBefore(Instant.now());
    var written = S3.headObject(head -> head.bucket(bucket).key(name)).lastModified();
    assertThat(written).isAfter(before);
    S3.deleteObject(delete -> delete.bucket(bucket).key(name));
  }

  /// LocalStack keeps backups of these tables, it says, and not since when: so nothing is said.
  @Test
  void whatIsNotToldOfBackupsIsNotSaid() {
    var told =
        DYNAMO
            .describeContinuousBackups(describe -> describe.tableName(TABLE))
            .continuousBackupsDescription()
            .pointInTimeRecoveryDescription();
    var measured = residues().measure(Residue.BACKUPS);
    if (told.pointInTimeRecoveryStatusAsString().equals("ENABLED")) {
      assertThat(measured.isPresent()).isEqualTo(told.earliestRestorableDateTime() != null);
    } else {
      assertThat(measured).map(Remains::oldest).isEqualTo(Optional.empty());
    }
  }

  @Test
  void theFunctionStartsWorkThatNobodyDoes() {
    var machine = RequestsMachine.arn();
    var fresh = entered(Duration.ZERO);
    var abandoned = entered(Duration.ofHours(1));
    var cancelled = entered(Duration.ofHours(1));
    var read = book.find(cancelled.customer(), cancelled.id()).orElseThrow();
    book.advance(read, read.timeline().then(RequestStatus.CANCELLED, Instant.now()).orElseThrow());
    Functions.call("watch", Documents.text("events/watch-schedule.json"));
    var attempts = new StepFunctionsAttempts(MACHINES, machine);
    assertThat(attempts.last(abandoned)).map(Attempt::number).contains(1);
    assertThat(attempts.last(fresh)).isEmpty();
    assertThat(attempts.last(cancelled)).isEmpty();
    MACHINES.stopExecution(stop -> stop.executionArn(execution(abandoned, 1)));
  }
}
