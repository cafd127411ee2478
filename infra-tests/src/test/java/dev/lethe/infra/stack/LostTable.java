package dev.lethe.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.aws.Items;
import dev.lethe.shared.lane.aws.BatchWrites;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/// What a test has in a table, which loses it, and has it restored by the operator's command of a
/// copy, as `docs/runbook.md` says it. There is no point-in-time recovery here: a copy of the items
/// stands for what AWS would restore.
public final class LostTable implements AutoCloseable {

  /// Nobody is called here for longer.
  private static final String SETTLED = "10";

  private final Stack stack = Stack.running();
  private final DynamoDbClient dynamo = stack.client(DynamoDbClient.builder());
  private final String name;
  private final String live;
  private final String restored;
  private final Predicate<Map<String, AttributeValue>> own;
  private final List<KeySchemaElement> keys;

  /// @param name `Insights`, `Requests` or `Registry`
  /// @param own whether an item is the test's
  public LostTable(String name, Predicate<Map<String, AttributeValue>> own) {
    this.name = name;
    this.own = own;
    live = stack.output(name + "Table");
    restored =
        "%s-restored-%s-%s"
            .formatted(stack.output("stackName"), name.toLowerCase(Locale.ROOT), UUID.randomUUID());
    keys = dynamo.describeTable(describe -> describe.tableName(live)).table().keySchema();
  }

  /// The test's items.
  public List<Map<String, AttributeValue>> items() {
    return dynamo.scanPaginator(scan -> scan.tableName(live).consistentRead(true)).items().stream()
        .filter(own)
        .toList();
  }

  /// As AWS restores a table: another one.
  ///
  /// @return the time that it is of
  public Instant backUp() {
    var attributes = dynamo.describeTable(describe -> describe.tableName(live)).table();
    dynamo.createTable(create ->
        create
            .tableName(restored)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                attributes.attributeDefinitions().stream()
                    .filter(one ->
                        keys.stream()
                            .anyMatch(key -> key.attributeName().equals(one.attributeName())))
                    .toList())
            .keySchema(keys));
    dynamo.waiter().waitUntilTableExists(describe -> describe.tableName(restored));
    new BatchWrites(dynamo, restored).put(items());
    return Instant.now();
  }

  /// Loses what the test has.
  public void lose() {
    new BatchWrites(dynamo, live)
        .delete(
            items().stream()
                .map(item ->
                    keys.stream()
                        .map(KeySchemaElement::attributeName)
                        .collect(Collectors.toMap(key -> key, key -> Items.present(item, key))))
                .toList());
    assertThat(items()).isEmpty();
  }

  /// Runs `make restore`.
  public Operator.Told restore(Instant at) {
    return Operator.run(
        Duration.ofMinutes(8),
        "restore",
        "--table",
        name.toLowerCase(Locale.ROOT),
        "--from",
        restored,
        "--at",
        at.toString(),
        "--wait",
        SETTLED);
  }

  @Override
  public void close() {
    dynamo.deleteTable(delete -> delete.tableName(restored));
    dynamo.close();
  }
}
