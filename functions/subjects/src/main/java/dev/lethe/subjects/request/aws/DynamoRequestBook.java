package dev.lethe.subjects.request.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;

import dev.lethe.shared.disclosure.aws.DisclosureItem;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.request.Step;
import dev.lethe.subjects.request.Timeline;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

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

  @Override
  public Entry enter(EnteredRequest request) {
    var now = fromN(Long.toString(clock.instant().getEpochSecond()));
    try {
      dynamo.putItem(put ->
          put.tableName(table)
              .item(RequestItem.of(request))
              // DynamoDB deletes some days after the time is over.
              .conditionExpression("attribute_not_exists(#item) OR #expires <= :now")
              .expressionAttributeNames(
                  Map.of("#item", DisclosureItem.SORT, "#expires", DisclosureItem.EXPIRES))
              .expressionAttributeValues(Map.of(":now", now))
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return new Entry.Entered(request);
    } catch (ConditionalCheckFailedException e) {
      var known = RequestItem.request(e.item());
      return known.fingerprint().equals(request.fingerprint())
          ? new Entry.Entered(known)
          : new Entry.IdReused();
    }
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
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(RequestItem.key(read.customer(), read.id()))
              .updateExpression("SET #status = :status, #timeline = :later")
              // What it is already is written again: an answer may have been lost.
              .conditionExpression("#timeline = :read OR #timeline = :later")
              .expressionAttributeNames(
                  Map.of("#status", RequestItem.STATUS, "#timeline", RequestItem.TIMELINE))
              .expressionAttributeValues(
                  Map.of(
                      ":status", RequestItem.word(later.status()),
                      ":read", RequestItem.timeline(read.timeline()),
                      ":later", RequestItem.timeline(later))));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  @Override
  public void note(String customer, UUID id, Step step, Instant at) {
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(RequestItem.key(customer, id))
              .updateExpression("SET #steps.#step = if_not_exists(#steps.#step, :at)")
              .conditionExpression("attribute_exists(#steps)")
              .expressionAttributeNames(Map.of("#steps", RequestItem.STEPS, "#step", step.text()))
              .expressionAttributeValues(Map.of(":at", RequestItem.time(at))));
    } catch (ConditionalCheckFailedException e) {
      throw new IllegalStateException("There is no such request.", e);
    }
  }
}
