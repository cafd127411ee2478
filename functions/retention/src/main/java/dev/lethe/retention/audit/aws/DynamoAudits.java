package dev.lethe.retention.audit.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.retention.audit.Audit;
import dev.lethe.retention.audit.Audits;
import dev.lethe.shared.disclosure.aws.DisclosureItem;
import dev.lethe.shared.record.WireNamed;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Audits in the Requests table: a customer's, by application.
public final class DynamoAudits implements Audits {

  private static final String APP = "app";
  private static final String ID = "id";
  private static final String REQUESTED = "requested";
  private static final String BY = "by";
  private static final String STATUS = "status";

  private final DynamoDbClient dynamo;
  private final String table;
  private final Clock clock;

  public DynamoAudits(DynamoDbClient dynamo, String table, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.clock = clock;
  }

  private static String prefix(String app) {
    return "audit#" + app + '#';
  }

  private static Map<String, AttributeValue> key(String customer, String app, String id) {
    return Map.of(
        DisclosureItem.PARTITION, fromS(customer), DisclosureItem.SORT, fromS(prefix(app) + id));
  }

  private static Map<String, AttributeValue> key(Audit audit) {
    return key(audit.customer(), audit.app(), audit.id());
  }

  @Override
  public void add(Audit audit) {
    var item = new HashMap<>(key(audit));
    item.put(DisclosureItem.EXPIRES, fromN(Long.toString(audit.expires().getEpochSecond())));
    item.put(APP, fromS(audit.app()));
    item.put(ID, fromS(audit.id()));
    item.put(REQUESTED, fromN(Long.toString(audit.requested().toEpochMilli())));
    item.put(BY, fromS(audit.by()));
    item.put(STATUS, fromS(audit.status().wireName()));
    dynamo.putItem(put -> put.tableName(table).item(item));
  }

  @Override
  public void remove(Audit audit) {
    dynamo.deleteItem(delete -> delete.tableName(table).key(key(audit)));
  }

  @Override
  public Optional<Audit> find(String customer, String app, String id) {
    var found =
        dynamo.getItem(
            get -> get.tableName(table).key(key(customer, app, id)).consistentRead(true));
    return found.hasItem()
        ? Optional.of(audit(found.item())).filter(this::canBeHad)
        : Optional.empty();
  }

  @Override
  public List<Audit> of(String customer, String app) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .keyConditionExpression("#customer = :customer AND begins_with(#item, :prefix)")
                .expressionAttributeNames(
                    Map.of("#customer", DisclosureItem.PARTITION, "#item", DisclosureItem.SORT))
                .expressionAttributeValues(
                    Map.of(":customer", fromS(customer), ":prefix", fromS(prefix(app))))
                .consistentRead(true))
        .items()
        .stream()
        .map(DynamoAudits::audit)
        .filter(this::canBeHad)
        .toList();
  }

  private boolean canBeHad(Audit audit) {
    return clock.instant().isBefore(audit.expires());
  }

  @Override
  public void end(Audit audit, Audit.Status status) {
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(key(audit))
              .updateExpression("SET #status = :ended")
              .conditionExpression("#status = :running")
              .expressionAttributeNames(Map.of("#status", STATUS))
              .expressionAttributeValues(
                  Map.of(
                      ":ended", fromS(status.wireName()),
                      ":running", fromS(Audit.Status.RUNNING.wireName()))));
    } catch (ConditionalCheckFailedException e) {
      // It has ended already: a step may run twice.
    }
  }

  private static Audit audit(Map<String, AttributeValue> item) {
    return new Audit(
        present(item, DisclosureItem.PARTITION).s(),
        present(item, APP).s(),
        present(item, ID).s(),
        Instant.ofEpochMilli(Long.parseLong(present(item, REQUESTED).n())),
        present(item, BY).s(),
        WireNamed.find(Audit.Status.class, present(item, STATUS).s()).orElseThrow());
  }
}
