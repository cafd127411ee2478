package dev.lethe.subjects.packages.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.disclosure.aws.DisclosureItem;
import dev.lethe.shared.retention.Term;
import dev.lethe.subjects.packages.Issues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Packages that can be had, in the Requests table: `package#` and the request's id, for as long as
/// the package.
public final class DynamoIssues implements Issues {

  /// As long as the bucket keeps a package.
  static final Duration KEPT = Term.EXPORTS.length();

  private static final String AT = "at";
  private static final String CONDITION_FAILED = "ConditionalCheckFailed";

  private final DynamoDbClient dynamo;
  private final String table;
  private final Clock clock;

  public DynamoIssues(DynamoDbClient dynamo, String table, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.clock = clock;
  }

  private static Map<String, AttributeValue> key(String customer, UUID request) {
    return Map.of(
        DisclosureItem.PARTITION, fromS(customer),
        DisclosureItem.SORT, fromS("package#" + request));
  }

  @Override
  public Optional<Instant> issued(String customer, UUID request) {
    var found =
        dynamo.getItem(
            get -> get.tableName(table).key(key(customer, request)).consistentRead(true));
    return found.hasItem()
        ? Optional.of(Instant.parse(present(found.item(), AT).s()))
            .filter(at -> clock.instant().isBefore(at.plus(KEPT)))
        : Optional.empty();
  }

  @Override
  public void issue(DisclosureEntry disclosure, UUID request) {
    var at = disclosure.at();
    var item = new HashMap<>(key(disclosure.customer(), request));
    item.put(AT, fromS(at.toString()));
    item.put(DisclosureItem.EXPIRES, fromN(Long.toString(at.plus(KEPT).getEpochSecond())));
    var issued =
        TransactWriteItem.builder()
            .put(put ->
                put.tableName(table)
                    .item(item)
                    .conditionExpression("attribute_not_exists(#item) OR #expires <= :now")
                    .expressionAttributeNames(
                        Map.of("#item", DisclosureItem.SORT, "#expires", DisclosureItem.EXPIRES))
                    .expressionAttributeValues(
                        Map.of(":now", fromN(Long.toString(clock.instant().getEpochSecond())))))
            .build();
    var entered = DisclosureItem.entered(table, disclosure);
    try {
      dynamo.transactWriteItems(write -> write.transactItems(issued, entered));
    } catch (TransactionCanceledException e) {
      // It can be had already: a step may run twice.
      if (e.cancellationReasons().stream()
          .noneMatch(reason -> CONDITION_FAILED.equals(reason.code()))) {
        throw e;
      }
    }
  }
}
