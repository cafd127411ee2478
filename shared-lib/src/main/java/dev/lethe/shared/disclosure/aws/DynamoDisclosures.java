package dev.lethe.shared.disclosure.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.disclosure.Disclosures;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads the register in the Requests table, strongly consistent.
public final class DynamoDisclosures implements Disclosures {

  private final DynamoDbClient dynamo;
  private final String table;
  private final Clock clock;

  public DynamoDisclosures(DynamoDbClient dynamo, String table, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.clock = clock;
  }

  @Override
  public Page of(String customer, int limit, @Nullable String after) {
    var found =
        dynamo.query(query ->
            query
                .tableName(table)
                .keyConditionExpression("#customer = :customer")
                .filterExpression("#expires > :now")
                .expressionAttributeNames(
                    Map.of(
                        "#customer", DisclosureItem.PARTITION,
                        "#expires", DisclosureItem.EXPIRES))
                .expressionAttributeValues(
                    Map.of(
                        ":customer", DisclosureItem.partition(customer),
                        ":now", fromN(Long.toString(clock.instant().getEpochSecond()))))
                .exclusiveStartKey(after == null ? null : key(customer, after))
                .scanIndexForward(false)
                .consistentRead(true)
                .limit(limit));
    var last = found.lastEvaluatedKey();
    return new Page(
        found.items().stream().map(DisclosureItem::disclosure).toList(),
        last.isEmpty() ? Optional.empty() : Optional.of(present(last, DisclosureItem.SORT).s()));
  }

  private static Map<String, AttributeValue> key(String customer, String after) {
    return Map.of(
        DisclosureItem.PARTITION,
        DisclosureItem.partition(customer),
        DisclosureItem.SORT,
        fromS(after));
  }
}
