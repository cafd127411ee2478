package dev.lethe.infra;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lethe.archive.Line;
import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.ArchivedLines;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Stores;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.record.UndecodableRecordException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/// An erasure's command on the stream: it takes the subject's events off all statistics, and
/// answers the task of Step Functions that waits for it.
class ErasureCommandTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = new JsonMapper();

  private final Stack stack = Stack.running();
  private final SfnClient stepFunctions = stack.client(SfnClient.builder());
  private final DynamoDbClient dynamo = stack.client(DynamoDbClient.builder());
  private final KinesisClient kinesis = stack.client(KinesisClient.builder());
  private final Tenant tenant = Tenant.enrol("Commands");
  private final LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);

  private void send(String device, int events) {
    for (var event = 0; event < events; event++) {
      var body =
          """
          {"type":"track","event":"Application Opened","anonymousId":"%s","messageId":"%s"}\
          """
              .formatted(device, UUID.randomUUID());
      var sent =
          Api.post(
              "/v1/track",
              body.getBytes(StandardCharsets.UTF_8),
              GatewayEvents.basic(tenant.writeKey()));
      assertThat(sent.status()).isEqualTo(200);
    }
  }

  private Map<String, Long> counted(long number) {
    return tenant.await(today.minusDays(1), today, "", number);
  }

  /// The label under which so many events came; a test has no other way to it.
  private String label(int events) {
    return new Stores()
        .records().stream()
            .flatMap(ErasureCommandTest::decoded)
            .filter(taken -> taken.app().equals(tenant.appId()))
            .collect(Collectors.groupingBy(StreamRecord::label, Collectors.counting()))
            .entrySet()
            .stream()
            .filter(label -> label.getValue() == events)
            .findFirst()
            .orElseThrow()
            .getKey();
  }

  private static Stream<StreamRecord> decoded(byte[] bytes) {
    try {
      return RecordCodec.decode(bytes) instanceof StreamRecord taken
          ? Stream.of(taken)
          : Stream.empty();
    } catch (UndecodableRecordException e) {
      return Stream.empty();
    }
  }

  /// A state machine of one task, that notes its token where a test finds it, and waits.
  private String startWaiting(String name) {
    var definition =
        """
        {"StartAt":"Wait","States":{"Wait":{"Type":"Task","End":true,
         "Resource":"arn:aws:states:::aws-sdk:dynamodb:putItem.waitForTaskToken",
         "Parameters":{"TableName":"%s","Item":{"id":{"S":"%s"},"token":{"S.$":"$$.Task.Token"}}}}}}\
        """
            .formatted(stack.output("RegistryTable"), name);
    var machine =
        stepFunctions
            .createStateMachine(create ->
                create
                    .name(name)
                    .definition(definition)
                    .roleArn("arn:aws:iam::000000000000:role/any"))
            .stateMachineArn();
    return stepFunctions.startExecution(start -> start.stateMachineArn(machine)).executionArn();
  }

  private String token(String name) {
    return await(() -> {
      var item =
          dynamo
              .getItem(get ->
                  get.tableName(stack.output("RegistryTable")).key(Map.of("id", fromS(name))))
              .item();
      var token = item.get("token");
      return token == null ? null : token.s();
    });
  }

  private JsonNode output(String execution) {
    return await(() -> {
      var state = stepFunctions.describeExecution(asked -> asked.executionArn(execution));
      if (state.status() != ExecutionStatus.SUCCEEDED) {
        return null;
      }
      try {
        return JSON.readTree(state.output());
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    });
  }

  private static <T> T await(Supplier<@Nullable T> look) {
    var giveUp = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(giveUp)) {
      var found = look.get();
      if (found != null) {
        return found;
      }
      LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
    }
    throw new AssertionError("It did not come in time.");
  }

  private void command(Command.Consumer to, String label, String token) {
    var erase =
        new Command(tenant.appId(), label, Command.Kind.ERASE, to, 100, null, Instant.now(), token);
    kinesis.putRecord(put ->
        put.streamName(stack.output("StreamName"))
            .partitionKey(label)
            .data(SdkBytes.fromByteArray(RecordCodec.encode(erase))));
  }

  @Test
  void anErasureTakesItsSubjectOffAndAnswersWhoWaits() {
    send("stays", 2);
    send("goes", 3);
    assertThat(counted(5).values()).containsExactly(5L);
    var label = label(3);
    var name = "waits-" + UUID.randomUUID();
    var execution = startWaiting(name);
    command(Command.Consumer.AGGREGATE, label, token(name));
    assertThat(output(execution).path("events").asLong()).isEqualTo(3);
    assertThat(counted(2).values()).containsExactly(2L);
    // What is sent again of it is dropped, and a repeated command answers the same.
    var again = "waits-" + UUID.randomUUID();
    var second = startWaiting(again);
    command(Command.Consumer.AGGREGATE, label, token(again));
    assertThat(output(second).path("events").asLong()).isEqualTo(3);
    assertThat(counted(2).values()).containsExactly(2L);
  }

  @Test
  void anErasureTakesItsSubjectOutOfTheArchiveAndAnswersWhoWaits() {
    send("stays", 2);
    send("goes", 3);
    var lines =
        await(() -> {
          var archived = new ArchivedLines().of(tenant.appId());
          return archived.size() == 5 ? archived : null;
        });
    // Each as it came, once.
    assertThat(lines.stream().map(Line::taken))
        .containsExactlyInAnyOrderElementsOf(
            new Stores()
                .records().stream()
                    .flatMap(ErasureCommandTest::decoded)
                    .filter(taken -> taken.app().equals(tenant.appId()))
                    .toList());
    var label = label(3);
    var name = "archive-" + UUID.randomUUID();
    var execution = startWaiting(name);
    command(Command.Consumer.ARCHIVE, label, token(name));
    assertThat(output(execution).path("lines").asLong()).isEqualTo(3);
    assertThat(new ArchivedLines().of(tenant.appId()))
        .hasSize(2)
        .noneMatch(line -> line.taken().label().equals(label));
    // Nor as bytes: labels are not compressed.
    assertThat(new ArchivedLines().objects())
        .noneMatch(object -> new String(object.toArray(), ISO_8859_1).contains(label));
  }
}
