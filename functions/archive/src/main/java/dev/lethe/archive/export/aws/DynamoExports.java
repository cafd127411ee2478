package dev.lethe.archive.export.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.archive.export.Export;
import dev.lethe.archive.export.Exports;
import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.disclosure.aws.DisclosureItem;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Exports in the Requests table.
public final class DynamoExports implements Exports {

  private static final String CONDITION_FAILED = "ConditionalCheckFailed";

  private final DynamoDbClient dynamo;
  private final String table;
  private final Clock clock;

  public DynamoExports(DynamoDbClient dynamo, String table, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.clock = clock;
  }

  @Override
  public void add(Export export) {
    dynamo.putItem(put -> put.tableName(table).item(ExportItem.of(export)));
  }

  @Override
  public void remove(Export export) {
    dynamo.deleteItem(delete -> delete.tableName(table).key(key(export)));
  }

  @Override
  public Optional<Export> find(String customer, String app, String id) {
    var found =
        dynamo.getItem(get ->
            get.tableName(table).key(ExportItem.key(customer, app, id)).consistentRead(true));
    return found.hasItem()
        ? Optional.of(ExportItem.export(found.item())).filter(this::canBeHad)
        : Optional.empty();
  }

  @Override
  public List<Export> of(String customer, String app) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .keyConditionExpression("#customer = :customer AND begins_with(#item, :prefix)")
                .expressionAttributeNames(
                    Map.of("#customer", DisclosureItem.PARTITION, "#item", DisclosureItem.SORT))
                .expressionAttributeValues(
                    Map.of(":customer", fromS(customer), ":prefix", fromS(ExportItem.prefix(app))))
                .consistentRead(true))
        .items()
        .stream()
        .map(ExportItem::export)
        .filter(this::canBeHad)
        .toList();
  }

  private boolean canBeHad(Export export) {
    return clock.instant().isBefore(export.expires());
  }

  @Override
  public void planned(Export export, int parts) {
    dynamo.updateItem(update ->
        update
            .tableName(table)
            .key(key(export))
            .updateExpression("SET #parts = :parts")
            .conditionExpression("attribute_exists(#item)")
            .expressionAttributeNames(
                Map.of("#parts", ExportItem.PARTS, "#item", DisclosureItem.SORT))
            .expressionAttributeValues(Map.of(":parts", fromN(Integer.toString(parts)))));
  }

  @Override
  public void publish(Export export, long events, DisclosureEntry disclosure) {
    try {
      var shown =
          TransactWriteItem.builder()
              .update(update ->
                  update
                      .tableName(table)
                      .key(key(export))
                      .updateExpression("SET #status = :ready, #events = :events")
                      .conditionExpression("#status = :running")
                      .expressionAttributeNames(
                          Map.of("#status", ExportItem.STATUS, "#events", ExportItem.EVENTS))
                      .expressionAttributeValues(
                          Map.of(
                              ":ready", status(Export.Status.READY),
                              ":running", status(Export.Status.RUNNING),
                              ":events", fromN(Long.toString(events)))))
              .build();
      var entered = DisclosureItem.entered(table, disclosure);
      dynamo.transactWriteItems(write -> write.transactItems(shown, entered));
    } catch (TransactionCanceledException e) {
      // It is ready, or has failed, already: a step may run twice.
      if (e.cancellationReasons().stream()
          .noneMatch(reason -> CONDITION_FAILED.equals(reason.code()))) {
        throw e;
      }
    }
  }

  @Override
  public boolean fail(Export export) {
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(key(export))
              .updateExpression("SET #status = :failed")
              .conditionExpression("#status = :running")
              .expressionAttributeNames(Map.of("#status", ExportItem.STATUS))
              .expressionAttributeValues(
                  Map.of(
                      ":failed", status(Export.Status.FAILED),
                      ":running", status(Export.Status.RUNNING))));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return find(export.customer(), export.app(), export.id())
          .filter(now -> now.status() == Export.Status.FAILED)
          .isPresent();
    }
  }

  private static AttributeValue status(Export.Status status) {
    return fromS(status.wireName());
  }

  private static Map<String, AttributeValue> key(Export export) {
    return ExportItem.key(export.customer(), export.app(), export.id());
  }
}
