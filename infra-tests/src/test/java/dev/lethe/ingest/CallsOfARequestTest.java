package dev.lethe.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.ingest.aws.DynamoGate;
import dev.lethe.ingest.aws.DynamoVault;
import dev.lethe.ingest.aws.KinesisEventStream;
import dev.lethe.ingest.gate.KeyedGate;
import dev.lethe.ingest.gate.Lives;
import dev.lethe.ingest.origin.Origins;
import dev.lethe.ingest.request.BodyReader;
import dev.lethe.ingest.request.Call;
import dev.lethe.shared.aws.BatchRead;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.aws.DynamoKeyUses;
import dev.lethe.shared.vault.aws.HeldKeyrings;
import dev.lethe.shared.vault.aws.KmsKeyrings;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;

/// What one request costs: which calls the gate, wired as in its function, makes to AWS.
class CallsOfARequestTest {

  private static final List<String> ONE_READ_AND_ONE_PUT = List.of("BatchGetItem", "PutRecords");

  private final Stack stack = Stack.running();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final Tenant tenant = Tenant.enrol("Calls").with(Feature.END_USER_IDENTIFIER);
  private final Ingest ingest = wired();

  private Ingest wired() {
    var dynamo = stack.client(noted(DynamoDbClient.builder()));
    var random = new SecureRandom();
    var vault =
        new DynamoVault(
            dynamo,
            stack.output("VaultTable"),
            stack.output("RequestsTable"),
            1_000,
            Clock.systemUTC());
    var gate =
        new KeyedGate(
            new DynamoGate(
                new BatchRead(dynamo, Thread::sleep),
                stack.output("RegistryTable"),
                stack.output("VaultTable"),
                new HeldKeyrings(
                    new KmsKeyrings(stack.client(noted(KmsClient.builder()))), Clock.systemUTC())),
            new DynamoKeyUses(dynamo, stack.output("RegistryTable")),
            Clock.systemUTC());
    var stream =
        new KinesisEventStream(
            stack.client(noted(KinesisClient.builder())),
            stack.output("StreamName"),
            Clock.systemUTC(),
            Thread::sleep,
            random);
    return new Ingest(
        new BodyReader(new Origins(address -> Optional.empty())),
        gate,
        new Lives(vault, vault, random),
        new CollectionSwitch(vault, vault),
        stream);
  }

  private <B extends AwsClientBuilder<B, ?>> B noted(B builder) {
    return builder.overrideConfiguration(client ->
        client.addExecutionInterceptor(
            new ExecutionInterceptor() {
              @Override
              public void beforeExecution(
                  Context.BeforeExecution context, ExecutionAttributes attributes) {
                calls.add(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
              }
            }));
  }

  private void send(String body) {
    assertThat(take(new Call.Batch(), body)).isEqualTo(new Outcome.Taken(List.of()));
  }

  private Outcome take(Call call, String body) {
    return ingest.take(
        new SdkRequest(
            call,
            ApiKey.shown(tenant.writeKey()),
            Bytes.copyOf(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
            null,
            Instant.now()));
  }

  private static String batchOf(int subjects, String identifiers) {
    return IntStream.range(0, subjects)
        .mapToObj(i -> "{'type':'track','event':'E'," + identifiers.replace("#", "" + i) + "}")
        .collect(Collectors.joining(",", "{'batch':[", "]}"));
  }

  /// The first request of a container learns whose key it is, and opens the application's keys.
  @BeforeEach
  void meetTheApplication() {
    send(batchOf(1, "'anonymousId':'first'"));
    assertThat(calls).contains("Decrypt");
    assertThat(calls)
        .as("a new subject is counted, and the key is used on this day")
        .filteredOn("UpdateItem"::equals)
        .hasSize(2);
  }

  @Test
  void knownDevicesCostOneReadAndOnePut() {
    send(batchOf(97, "'anonymousId':'d#'"));
    calls.clear();
    send(batchOf(97, "'anonymousId':'d#'"));
    assertThat(calls).isEqualTo(ONE_READ_AND_ONE_PUT);
  }

  @Test
  void knownUsersOnTheirDevicesCostOneReadAndOnePut() {
    send(batchOf(32, "'userId':'u#','anonymousId':'d#'"));
    calls.clear();
    send(batchOf(32, "'userId':'u#','anonymousId':'d#'"));
    assertThat(calls).isEqualTo(ONE_READ_AND_ONE_PUT);
  }

  /// DynamoDB reads 100 items at once: 100 subjects' and the 3 of their application take two reads.
  @Test
  void aHundredSubjectsCostASecondRead() {
    send(batchOf(100, "'anonymousId':'d#'"));
    calls.clear();
    send(batchOf(100, "'anonymousId':'d#'"));
    assertThat(calls).containsExactly("BatchGetItem", "BatchGetItem", "PutRecords");
  }

  @Test
  void aBodyThatIsRefusedCostsOneReadAndOnePut() {
    calls.clear();
    assertThat(take(new Call.Batch(), "{")).isInstanceOf(Outcome.Malformed.class);
    assertThat(calls).isEqualTo(ONE_READ_AND_ONE_PUT);
  }

  @Test
  void anOptOutCostsATransactionMoreUnlessItWasHeardBefore() {
    calls.clear();
    var optOut = new Call.Collection(false);
    assertThat(take(optOut, "{'anonymousId':'first'}")).isEqualTo(new Outcome.Switched());
    assertThat(calls).containsExactly("BatchGetItem", "TransactWriteItems", "PutRecords");
    calls.clear();
    assertThat(take(optOut, "{'anonymousId':'first'}")).isEqualTo(new Outcome.Switched());
    assertThat(calls).isEqualTo(ONE_READ_AND_ONE_PUT);
  }

  @Test
  void aNewSubjectCostsOneTransactionMoreAndItsPlaceInTheMinute() {
    calls.clear();
    send(batchOf(1, "'anonymousId':'new'"));
    assertThat(calls)
        .containsExactly("BatchGetItem", "UpdateItem", "TransactWriteItems", "PutRecords");
  }
}
