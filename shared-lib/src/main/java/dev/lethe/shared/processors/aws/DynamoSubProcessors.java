package dev.lethe.shared.processors.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.processors.SubProcessor;
import dev.lethe.shared.processors.SubProcessors;
import dev.lethe.shared.registry.aws.RegistryItem;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// The register of sub-processors in the Registry table, strongly consistent.
public final class DynamoSubProcessors implements SubProcessors {

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoSubProcessors(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public List<SubProcessor> all() {
    return SubProcessorItem.all(
        dynamo
            .getItem(get -> get.tableName(table).key(SubProcessorItem.key()).consistentRead(true))
            .item());
  }

  @Override
  public boolean add(SubProcessor one) {
    begin();
    return update(
        "SET #all.#one = :one",
        "size(#all) < :most",
        Map.of("#all", SubProcessorItem.ALL, "#one", one.id()),
        Map.of(":one", SubProcessorItem.of(one), ":most", fromN(Integer.toString(MOST))));
  }

  @Override
  public boolean end(String id, LocalDate until) {
    return update(
        "SET #all.#one.#until = :until",
        "attribute_exists(#all.#one)",
        Map.of("#all", SubProcessorItem.ALL, "#one", id, "#until", SubProcessorItem.UNTIL),
        Map.of(":until", fromS(until.toString())));
  }

  /// Makes the item, if nobody did.
  private void begin() {
    try {
      dynamo.putItem(put ->
          put.tableName(table)
              .item(SubProcessorItem.empty())
              .conditionExpression("attribute_not_exists(#id)")
              .expressionAttributeNames(Map.of("#id", RegistryItem.ID)));
    } catch (ConditionalCheckFailedException e) {
      // It is there.
    }
  }

  private boolean update(
      String what,
      String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(SubProcessorItem.key())
              .updateExpression(what)
              .conditionExpression(condition)
              .expressionAttributeNames(names)
              .expressionAttributeValues(values));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }
}
