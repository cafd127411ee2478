package dev.lethe.shared.termination.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.disclosure.aws.DisclosureItem;
import dev.lethe.shared.termination.OpenTerminations;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Status;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Terminations in the Requests table, whoever's they are.
public final class DynamoOpenTerminations implements OpenTerminations {

  private final DynamoDbClient dynamo;
  private final String table;
  private final Segments segments;

  public DynamoOpenTerminations(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
    this.segments = new Segments(dynamo, table);
  }

  /// One that is over has a time at which it ends.
  @Override
  public void read(String segment, Consumer<Termination> sink) {
    segments.read(
        segment,
        scan ->
            scan.filterExpression("begins_with(#item, :prefix) AND attribute_not_exists(#expires)")
                .expressionAttributeNames(
                    Map.of("#item", DisclosureItem.SORT, "#expires", DisclosureItem.EXPIRES))
                .expressionAttributeValues(Map.of(":prefix", fromS(TerminationItem.PREFIX))),
        page -> page.stream().map(TerminationItem::termination).forEach(sink));
  }

  @Override
  public void callOff(Termination read, Instant at) {
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(TerminationItem.key(read.customer(), read.app()))
              .updateExpression(
                  "SET #status = :cancelled, #times.#cancelled = :at, #expires = :expires")
              .conditionExpression("#status = :status AND #asked = :asked")
              .expressionAttributeNames(
                  Map.of(
                      "#status", TerminationItem.STATUS,
                      "#times", TerminationItem.TIMES,
                      "#cancelled", Status.CANCELLED.wireName(),
                      "#expires", DisclosureItem.EXPIRES,
                      "#asked", TerminationItem.ASKED))
              .expressionAttributeValues(
                  Map.of(
                      ":cancelled",
                      TerminationItem.word(Status.CANCELLED),
                      ":at",
                      TerminationItem.time(at),
                      ":expires",
                      fromN(Long.toString(at.plus(Termination.KEPT).getEpochSecond())),
                      ":status",
                      TerminationItem.word(read.status()),
                      ":asked",
                      TerminationItem.time(read.asked()))));
    } catch (ConditionalCheckFailedException e) {
      // Whoever was killed before noted it.
    }
  }

  @Override
  public void renew(Termination lost) {
    try {
      dynamo.putItem(put ->
          put.tableName(table)
              .item(TerminationItem.of(lost))
              .conditionExpression("attribute_not_exists(#item) OR #status = :cancelled")
              .expressionAttributeNames(
                  Map.of("#item", DisclosureItem.SORT, "#status", TerminationItem.STATUS))
              .expressionAttributeValues(
                  Map.of(":cancelled", TerminationItem.word(Status.CANCELLED))));
    } catch (ConditionalCheckFailedException e) {
      // Whoever was killed before entered it.
    }
  }
}
