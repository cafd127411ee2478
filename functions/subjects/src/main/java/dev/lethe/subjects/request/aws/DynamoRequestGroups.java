package dev.lethe.subjects.request.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.disclosure.aws.DisclosureItem;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.RequestGroups;
import dev.lethe.subjects.request.Timeline;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// Groups of requests in the Requests table. The item of the first says how many wait for its work
/// and whether that is begun; whoever joins, cancels or begins writes it on that condition.
public final class DynamoRequestGroups implements RequestGroups {

  private static final AttributeValue ONE = fromN("1");
  private static final AttributeValue NONE = fromN("0");

  private final DynamoDbClient dynamo;
  private final String table;
  private final Clock clock;

  public DynamoRequestGroups(DynamoDbClient dynamo, String table, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.clock = clock;
  }

  /// What joins a request to the one that it says: it fails if that one's work is begun, or nobody
  /// waits for it any more.
  static TransactWriteItem joining(String table, EnteredRequest entry, AttributeValue now) {
    var update =
        Update.builder()
            .tableName(table)
            .key(RequestItem.key(entry.customer(), entry.served()))
            .updateExpression(
                "SET #waiting = #waiting + :one, #members = list_append(#members, :member)")
            .conditionExpression(
                "attribute_not_exists(#begun) AND #waiting > :none AND #expires > :now")
            .expressionAttributeNames(
                Map.of(
                    "#waiting", RequestItem.WAITING,
                    "#members", RequestItem.MEMBERS,
                    "#begun", RequestItem.BEGUN,
                    "#expires", DisclosureItem.EXPIRES))
            .expressionAttributeValues(
                Map.of(
                    ":one", ONE,
                    ":none", NONE,
                    ":now", now,
                    ":member", fromL(List.of(fromS(entry.id().toString())))))
            .build();
    return TransactWriteItem.builder().update(update).build();
  }

  @Override
  public boolean begin(String customer, UUID first) {
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(RequestItem.key(customer, first))
              .updateExpression("SET #begun = if_not_exists(#begun, :now)")
              .conditionExpression("#waiting > :none")
              .expressionAttributeNames(
                  Map.of("#begun", RequestItem.BEGUN, "#waiting", RequestItem.WAITING))
              .expressionAttributeValues(
                  Map.of(":now", RequestItem.time(clock.instant()), ":none", NONE))
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return true;
    } catch (ConditionalCheckFailedException e) {
      if (!e.hasItem()) {
        throw new IllegalStateException("There is no such request.", e);
      }
      return false;
    }
  }

  @Override
  public List<UUID> of(String customer, UUID first) {
    var members = present(item(customer, first), RequestItem.MEMBERS).l();
    return Stream.concat(Stream.of(first), members.stream().map(id -> UUID.fromString(id.s())))
        .toList();
  }

  @Override
  public boolean isAwaited(String customer, UUID first) {
    return !present(item(customer, first), RequestItem.WAITING).equals(NONE);
  }

  private Map<String, AttributeValue> item(String customer, UUID first) {
    var found =
        dynamo.getItem(
            get -> get.tableName(table).key(RequestItem.key(customer, first)).consistentRead(true));
    return found.item();
  }

  @Override
  public boolean cancel(EnteredRequest read, Timeline later) {
    return read.joined() == null ? cancelFirst(read, later) : cancelMember(read, later);
  }

  private boolean cancelFirst(EnteredRequest read, Timeline later) {
    var names = new HashMap<>(RequestItem.namesOfChange());
    names.put("#waiting", RequestItem.WAITING);
    names.put("#begun", RequestItem.BEGUN);
    var values = new HashMap<>(RequestItem.valuesOfChange(read.timeline(), later));
    values.put(":one", ONE);
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(RequestItem.key(read.customer(), read.id()))
              .updateExpression(RequestItem.CHANGED + ", #waiting = #waiting - :one")
              .conditionExpression("#timeline = :read AND attribute_not_exists(#begun)")
              .expressionAttributeNames(names)
              .expressionAttributeValues(values)
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return true;
    } catch (ConditionalCheckFailedException e) {
      // A call that got no answer is sent again, and then meets what it wrote itself.
      return e.hasItem() && RequestItem.timeline(later).equals(e.item().get(RequestItem.TIMELINE));
    }
  }

  private boolean cancelMember(EnteredRequest read, Timeline later) {
    var cancelled =
        Update.builder()
            .tableName(table)
            .key(RequestItem.key(read.customer(), read.id()))
            .updateExpression(RequestItem.CHANGED)
            .conditionExpression("#timeline = :read")
            .expressionAttributeNames(RequestItem.namesOfChange())
            .expressionAttributeValues(RequestItem.valuesOfChange(read.timeline(), later))
            .build();
    var left =
        Update.builder()
            .tableName(table)
            .key(RequestItem.key(read.customer(), read.served()))
            .updateExpression("SET #waiting = #waiting - :one")
            .conditionExpression("attribute_not_exists(#begun)")
            .expressionAttributeNames(
                Map.of("#begun", RequestItem.BEGUN, "#waiting", RequestItem.WAITING))
            .expressionAttributeValues(Map.of(":one", ONE))
            .build();
    var tries = new Transactions();
    while (true) {
      try {
        dynamo.transactWriteItems(write ->
            write.transactItems(
                TransactWriteItem.builder().update(cancelled).build(),
                TransactWriteItem.builder().update(left).build()));
        return true;
      } catch (TransactionCanceledException e) {
        if (Transactions.refused(e, 0) || Transactions.refused(e, 1)) {
          return false;
        }
        tries.again(e);
      }
    }
  }
}
