package dev.lethe.subjects.restore.aws;

import static dev.lethe.shared.aws.Items.present;

import dev.lethe.shared.disclosure.aws.DisclosureItem;
import dev.lethe.shared.termination.aws.Segments;
import dev.lethe.subjects.restore.BackedUp;
import dev.lethe.subjects.restore.Backup;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// A table of DynamoDB that AWS restored, and the Requests table.
public final class DynamoBackup implements Backup {

  private final DynamoDbClient dynamo;
  private final Segments restored;
  private final String live;

  public DynamoBackup(DynamoDbClient dynamo, String restored, String live) {
    this.dynamo = dynamo;
    this.restored = new Segments(dynamo, restored);
    this.live = live;
  }

  @Override
  public void putBack(String segment, Predicate<BackedUp> isBack) {
    restored.read(
        segment,
        scan -> {},
        page ->
            page.stream().filter(item -> isBack.test(backedUp(item))).forEach(this::putIfMissing));
  }

  private static BackedUp backedUp(Map<String, AttributeValue> item) {
    var expires = item.get(DisclosureItem.EXPIRES);
    return new BackedUp(
        present(item, DisclosureItem.PARTITION).s(),
        present(item, DisclosureItem.SORT).s(),
        expires == null ? null : Instant.ofEpochSecond(Long.parseLong(expires.n())));
  }

  private void putIfMissing(Map<String, AttributeValue> item) {
    try {
      dynamo.putItem(put ->
          put.tableName(live)
              .item(item)
              .conditionExpression("attribute_not_exists(#item)")
              .expressionAttributeNames(Map.of("#item", DisclosureItem.SORT)));
    } catch (ConditionalCheckFailedException e) {
      // What is there is newer.
    }
  }
}
