package dev.lethe.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.Commands;
import dev.lethe.infra.stack.Operator;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Stores;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.counters.aws.CounterItem;
import dev.lethe.shared.lane.aws.BatchWrites;
import dev.lethe.shared.record.Command;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.lambda.LambdaClient;

/// A table is lost, and restored by the operator's command of a copy: as `docs/runbook.md` says it.
/// There is no point-in-time recovery here: a copy of the table's items stands for what AWS would
/// restore. Nothing else runs meanwhile: whoever asks for statistics is refused.
@Isolated
class RestoreOnTheStackTest {

  /// Nobody is called here for longer.
  private static final String SETTLED = "10";

  private final Stack stack = Stack.running();
  private final DynamoDbClient dynamo = stack.client(DynamoDbClient.builder());
  private final LambdaClient lambda = stack.client(LambdaClient.builder());
  private final String live = stack.output("InsightsTable");
  private final String restored =
      stack.output("stackName") + "-restored-insights-" + UUID.randomUUID();
  private final Tenant tenant = Tenant.enrol("Restored");
  private final LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);

  private void send(String device, int events) {
    for (var event = 0; event < events; event++) {
      var body =
          """
          {"type":"track","event":"Application Opened","anonymousId":"%s","messageId":"%s"}\
          """
              .formatted(device, UUID.randomUUID());
      var sent =
          Api.post("/v1/track", body.getBytes(UTF_8), GatewayEvents.basic(tenant.writeKey()));
      assertThat(sent.status()).isEqualTo(200);
    }
  }

  private long counted(long number) {
    return tenant.await(today.minusDays(1), today, "", number).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private String label(long events) {
    return new Stores().label(tenant.appId(), events);
  }

  private List<Map<String, AttributeValue>> items() {
    return dynamo.scanPaginator(scan -> scan.tableName(live).consistentRead(true)).items().stream()
        .toList();
  }

  /// As AWS restores a table: another one.
  private void backUp() {
    dynamo.createTable(create ->
        create
            .tableName(restored)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(text(CounterItem.PARTITION), text(CounterItem.SORT))
            .keySchema(
                key(CounterItem.PARTITION, KeyType.HASH), key(CounterItem.SORT, KeyType.RANGE)));
    dynamo.waiter().waitUntilTableExists(describe -> describe.tableName(restored));
    new BatchWrites(dynamo, restored).put(items());
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private void lose() {
    new BatchWrites(dynamo, live)
        .delete(
            items().stream()
                .map(item ->
                    Map.of(
                        CounterItem.PARTITION, item.get(CounterItem.PARTITION),
                        CounterItem.SORT, item.get(CounterItem.SORT)))
                .toList());
    assertThat(items()).isEmpty();
  }

  private Operator.Told restore(Instant at) {
    return Operator.run(
        Duration.ofMinutes(8),
        "restore",
        "--table",
        "insights",
        "--from",
        restored,
        "--at",
        at.toString(),
        "--wait",
        SETTLED);
  }

  @AfterEach
  void deleteTheRestoredTable() {
    dynamo.deleteTable(delete -> delete.tableName(restored));
  }

  @Test
  void statisticsThatWereLostAreAsIfTheyHadNeverBeenAndNobodyErasedIsInThem() {
    send("stays", 2);
    send("goes", 3);
    assertThat(counted(5)).isEqualTo(5);
    var goes = label(3);
    backUp();
    var at = Instant.now();
    send("comes later", 4);
    assertThat(counted(9)).isEqualTo(9);
    new Commands(tenant.appId()).obeyed(Command.Kind.ERASE, Command.Consumer.AGGREGATE, goes, 100);
    assertThat(counted(6)).isEqualTo(6);
    lose();

    var told = restore(at);
    assertThat(told.text()).contains("Closed: ").contains("open again");
    assertThat(told.status()).isZero();
    assertThat(counted(6)).isEqualTo(6);
    send("stays", 1);
    assertThat(counted(7)).isEqualTo(7);
    for (var function : stack.output("UsersOfInsights").split(",", -1)) {
      assertThat(
              lambda
                  .getFunctionConcurrency(get -> get.functionName(function))
                  .reservedConcurrentExecutions())
          .isNull();
    }

    // Again, of the same backup: the same end.
    assertThat(restore(at).status()).isZero();
    assertThat(counted(7)).isEqualTo(7);
  }
}
