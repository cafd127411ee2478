package dev.lethe.shared.termination.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.aws.Transactions;
import dev.lethe.shared.disclosure.aws.DisclosureItem;
import dev.lethe.shared.registry.aws.RegistryItem;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Reason;
import dev.lethe.shared.termination.Termination.Status;
import dev.lethe.shared.termination.Terminations;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// Terminations in the Requests table, and in the applications' items of the Registry, which the
/// gate reads.
public final class DynamoTerminations implements Terminations {

  private final DynamoDbClient dynamo;
  private final String requests;
  private final String registry;
  private final Clock clock;

  public DynamoTerminations(DynamoDbClient dynamo, String requests, String registry, Clock clock) {
    this.dynamo = dynamo;
    this.requests = requests;
    this.registry = registry;
    this.clock = clock;
  }

  @Override
  public boolean schedule(Termination termination) {
    var entered =
        TransactWriteItem.builder()
            .put(put ->
                put.tableName(requests)
                    .item(TerminationItem.of(termination))
                    .conditionExpression("attribute_not_exists(#item) OR #status = :cancelled")
                    .expressionAttributeNames(
                        Map.of("#item", DisclosureItem.SORT, "#status", TerminationItem.STATUS))
                    .expressionAttributeValues(
                        Map.of(":cancelled", TerminationItem.word(Status.CANCELLED))))
            .build();
    if (termination.isOfCustomer()) {
      return transact(entered);
    }
    var migrates = termination.reason() == Reason.MIGRATION;
    var names = new HashMap<>(Map.of("#id", RegistryItem.ID, "#ends", RegistryItem.ENDS));
    var values = new HashMap<String, AttributeValue>();
    values.put(":ends", millis(termination.ends()));
    if (migrates) {
      names.put("#migrates", RegistryItem.MIGRATES);
      values.put(":migrates", fromBool(true));
    }
    var ends =
        Update.builder()
            .tableName(registry)
            .key(keyOf(termination))
            .updateExpression("SET #ends = :ends" + (migrates ? ", #migrates = :migrates" : ""))
            .conditionExpression("attribute_exists(#id) AND attribute_not_exists(#ends)")
            .expressionAttributeNames(names)
            .expressionAttributeValues(values)
            .build();
    var all = new ArrayList<>(List.of(entered, TransactWriteItem.builder().update(ends).build()));
    if (termination.by().equals(Termination.OPERATOR)) {
      all.add(isNotCancelled(termination.customer()));
    }
    return transact(all.toArray(TransactWriteItem[]::new));
  }

  /// That the operator has not gone back on the end of a customer: it ends applications with it
  /// alone, one after the other.
  private TransactWriteItem isNotCancelled(String customer) {
    return TransactWriteItem.builder()
        .conditionCheck(check ->
            check
                .tableName(requests)
                .key(TerminationItem.key(customer, customer))
                .conditionExpression("attribute_not_exists(#item) OR #status <> :cancelled")
                .expressionAttributeNames(
                    Map.of("#item", DisclosureItem.SORT, "#status", TerminationItem.STATUS))
                .expressionAttributeValues(
                    Map.of(":cancelled", TerminationItem.word(Status.CANCELLED))))
        .build();
  }

  @Override
  public Optional<Termination> find(String customer, String app) {
    var found =
        dynamo.getItem(get ->
            get.tableName(requests).key(TerminationItem.key(customer, app)).consistentRead(true));
    return Optional.of(found.item()).filter(this::isThere).map(TerminationItem::termination);
  }

  @Override
  public List<Termination> of(String customer) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(requests)
                .consistentRead(true)
                .keyConditionExpression("#customer = :customer AND begins_with(#item, :prefix)")
                .expressionAttributeNames(
                    Map.of("#customer", DisclosureItem.PARTITION, "#item", DisclosureItem.SORT))
                .expressionAttributeValues(
                    Map.of(":customer", fromS(customer), ":prefix", fromS(TerminationItem.PREFIX))))
        .items()
        .stream()
        .filter(this::isThere)
        .map(TerminationItem::termination)
        .toList();
  }

  /// Whether it is, and its time is not over.
  private boolean isThere(Map<String, AttributeValue> item) {
    var expires = item.get(DisclosureItem.EXPIRES);
    return !item.isEmpty()
        && (expires == null
            || clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(expires.n()))));
  }

  @Override
  public boolean cancel(Termination read, Instant at) {
    if (!at.isBefore(read.ends())) {
      return false;
    }
    var cancelled =
        TransactWriteItem.builder().update(last(update(read, Status.CANCELLED, at), at)).build();
    if (read.isOfCustomer()) {
      return transact(cancelled);
    }
    var goesOn =
        Update.builder()
            .tableName(registry)
            .key(keyOf(read))
            .updateExpression("REMOVE #ends, #migrates")
            .conditionExpression("#ends = :ends")
            .expressionAttributeNames(
                Map.of("#ends", RegistryItem.ENDS, "#migrates", RegistryItem.MIGRATES))
            .expressionAttributeValues(Map.of(":ends", millis(read.ends())))
            .build();
    return transact(cancelled, TransactWriteItem.builder().update(goesOn).build());
  }

  private boolean transact(TransactWriteItem... items) {
    return Transactions.hold(dynamo, List.of(items));
  }

  @Override
  public boolean advance(Termination read, Status next, Instant at) {
    return changed(update(read, next, at));
  }

  /// On condition that it is what was read, and that it may become so.
  private Update update(Termination read, Status next, Instant at) {
    if (!read.status().mayBecome(next)) {
      throw new IllegalArgumentException("A termination cannot change so.");
    }
    return Update.builder()
        .tableName(requests)
        .key(TerminationItem.key(read.customer(), read.app()))
        .updateExpression("SET #status = :next, #times.#next = :at")
        .conditionExpression("#status = :status AND #asked = :asked")
        .expressionAttributeNames(
            Map.of(
                "#status",
                TerminationItem.STATUS,
                "#times",
                TerminationItem.TIMES,
                "#next",
                next.wireName(),
                "#asked",
                TerminationItem.ASKED))
        .expressionAttributeValues(
            Map.of(
                ":status", TerminationItem.word(read.status()),
                ":next", TerminationItem.word(next),
                ":asked", TerminationItem.time(read.asked()),
                ":at", TerminationItem.time(at)))
        .build();
  }

  @Override
  public boolean noteExport(Termination read, String export) {
    var before = read.export();
    var names = Map.of("#export", TerminationItem.EXPORT, "#asked", TerminationItem.ASKED);
    var values =
        new HashMap<>(
            Map.of(":export", fromS(export), ":asked", TerminationItem.time(read.asked())));
    if (before != null) {
      values.put(":before", fromS(before));
    }
    return changed(
        Update.builder()
            .tableName(requests)
            .key(TerminationItem.key(read.customer(), read.app()))
            .updateExpression("SET #export = :export")
            .conditionExpression(
                "#asked = :asked AND "
                    + (before == null ? "attribute_not_exists(#export)" : "#export = :before"))
            .expressionAttributeNames(names)
            .expressionAttributeValues(values)
            .build());
  }

  @Override
  public void done(Termination read, String receipt, Instant at) {
    var last = last(update(read, Status.TERMINATED, at), at);
    changed(with(last, TerminationItem.RECEIPT, fromS(receipt)));
  }

  /// A change after which none comes: from then on its time counts.
  private static Update last(Update change, Instant at) {
    var expires = at.plus(Termination.KEPT).getEpochSecond();
    return with(change, DisclosureItem.EXPIRES, fromN(Long.toString(expires)));
  }

  /// A change that sets an attribute, too.
  private static Update with(Update change, String name, AttributeValue value) {
    var names = new HashMap<>(change.expressionAttributeNames());
    names.put("#" + name, name);
    var values = new HashMap<>(change.expressionAttributeValues());
    values.put(":" + name, value);
    return change.toBuilder()
        .updateExpression(change.updateExpression() + ", #%1$s = :%1$s".formatted(name))
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .build();
  }

  private boolean changed(Update change) {
    try {
      dynamo.updateItem(update ->
          update
              .tableName(change.tableName())
              .key(change.key())
              .updateExpression(change.updateExpression())
              .conditionExpression(change.conditionExpression())
              .expressionAttributeNames(change.expressionAttributeNames())
              .expressionAttributeValues(change.expressionAttributeValues()));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  private static Map<String, AttributeValue> keyOf(Termination termination) {
    return RegistryItem.keyOf(RegistryItem.idOfApplication(termination.app()));
  }

  private static AttributeValue millis(Instant time) {
    return fromN(Long.toString(time.toEpochMilli()));
  }
}
