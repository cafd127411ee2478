package dev.lethe.subjects.request.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;

import dev.lethe.shared.disclosure.aws.DisclosureItem;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.request.RequestType;
import dev.lethe.subjects.request.Step;
import dev.lethe.subjects.request.Timeline;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Requests in the Requests table, each written on condition of what it was.
public final class DynamoRequestBook implements RequestBook {

  private final DynamoDbClient dynamo;
  private final String table;
  private final Clock clock;

  public DynamoRequestBook(DynamoDbClient dynamo, String table, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.clock = clock;
  }

  /// One transaction enters a request, leads to it, and joins it or lets others be joined to it;
  /// and what it discloses.
  @Override
  public Entry enter(EnteredRequest request) {
    var tries = new Transactions();
    var closed = Optional.<UUID>empty();
    while (true) {
      var first = first(request);
      var joins = first.isPresent() && !first.equals(closed);
      var entry = joins ? request.joinedTo(first.orElseThrow()) : request;
      var writes = new ArrayList<TransactWriteItem>();
      writes.add(entered(entry));
      if (joins) {
        writes.add(DynamoRequestGroups.joining(table, entry, now()));
      } else if (request.type() == RequestType.ERASURE) {
        writes.add(becomingFirst(entry, first.orElse(null)));
      }
      entry
          .identities()
          .forEach(identity -> writes.add(put(RequestItem.leading(entry, identity)).build()));
      entry
          .disclosure()
          .ifPresent(disclosure -> writes.add(DisclosureItem.entered(table, disclosure)));
      try {
        dynamo.transactWriteItems(write -> write.transactItems(writes));
        return new Entry.Entered(entry);
      } catch (TransactionCanceledException e) {
        if (Transactions.refused(e, 0)) {
          return known(request, e.cancellationReasons().getFirst().item());
        }
        if (joins && Transactions.refused(e, 1)) {
          closed = first;
        }
        tries.again(e);
      }
    }
  }

  private static Entry known(EnteredRequest request, Map<String, AttributeValue> item) {
    var known = RequestItem.request(item);
    return known.fingerprint().equals(request.fingerprint())
        ? new Entry.Entered(known)
        : new Entry.IdReused();
  }

  private AttributeValue now() {
    return fromN(Long.toString(clock.instant().getEpochSecond()));
  }

  private TransactWriteItem.Builder put(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder().put(Put.builder().tableName(table).item(item).build());
  }

  private TransactWriteItem entered(EnteredRequest entry) {
    var put =
        Put.builder()
            .tableName(table)
            .item(RequestItem.of(entry))
            // DynamoDB deletes some days after the time is over.
            .conditionExpression("attribute_not_exists(#item) OR #expires <= :now")
            .expressionAttributeNames(
                Map.of("#item", DisclosureItem.SORT, "#expires", DisclosureItem.EXPIRES))
            .expressionAttributeValues(Map.of(":now", now()))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    return TransactWriteItem.builder().put(put).build();
  }

  /// The erasure that others of the same subject are joined to, as long as it is open for that.
  private Optional<UUID> first(EnteredRequest request) {
    if (request.type() != RequestType.ERASURE) {
      return Optional.empty();
    }
    var found =
        dynamo.getItem(
            get -> get.tableName(table).key(RequestItem.keyOfFirst(request)).consistentRead(true));
    return found.hasItem()
        ? Optional.of(UUID.fromString(present(found.item(), RequestItem.LEADS_TO).s()))
        : Optional.empty();
  }

  /// @param before who was first, as it was read
  private TransactWriteItem becomingFirst(EnteredRequest entry, @Nullable UUID before) {
    var put = Put.builder().tableName(table).item(RequestItem.first(entry));
    if (before == null) {
      put.conditionExpression("attribute_not_exists(#item)")
          .expressionAttributeNames(Map.of("#item", DisclosureItem.SORT));
    } else {
      put.conditionExpression("#first = :before")
          .expressionAttributeNames(Map.of("#first", RequestItem.LEADS_TO))
          .expressionAttributeValues(Map.of(":before", AttributeValue.fromS(before.toString())));
    }
    return TransactWriteItem.builder().put(put.build()).build();
  }

  @Override
  public Optional<EnteredRequest> find(String customer, UUID id) {
    var found =
        dynamo.getItem(
            get -> get.tableName(table).key(RequestItem.key(customer, id)).consistentRead(true));
    return found.hasItem()
        ? Optional.of(RequestItem.request(found.item()))
            .filter(request -> clock.instant().isBefore(request.expires()))
        : Optional.empty();
  }

  @Override
  public boolean advance(EnteredRequest read, Timeline later) {
    var change = TimelineChange.of(read, later);
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(RequestItem.key(read.customer(), read.id()))
              .updateExpression(change.expression())
              // What it is already is written again: an answer may have been lost.
              .conditionExpression("#timeline = :read OR #timeline = :later")
              .expressionAttributeNames(change.names())
              .expressionAttributeValues(change.values()));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  @Override
  public void note(String customer, UUID id, Step step, Instant at) {
    // What is closed is watched no more.
    var isLast = step.kind() == Step.Kind.CLOSED;
    var names = new HashMap<>(Map.of("#steps", RequestItem.STEPS, "#step", step.text()));
    if (isLast) {
      names.put("#watched", WatchAttributes.WATCHED);
      names.put("#since", WatchAttributes.SINCE);
    }
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(RequestItem.key(customer, id))
              .updateExpression(
                  (isLast ? "REMOVE #watched, #since " : "")
                      + "SET #steps.#step = if_not_exists(#steps.#step, :at)")
              .conditionExpression("attribute_exists(#steps)")
              .expressionAttributeNames(names)
              .expressionAttributeValues(Map.of(":at", RequestItem.time(at))));
    } catch (ConditionalCheckFailedException e) {
      throw new IllegalStateException("There is no such request.", e);
    }
  }
}
