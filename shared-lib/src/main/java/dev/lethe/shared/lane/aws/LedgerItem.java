package dev.lethe.shared.lane.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What the items of the Ledger table have in common, whoever's they are.
public final class LedgerItem {

  /// The partition key: what the item is about.
  public static final String LABEL = "label";

  /// The sort key.
  public static final String ITEM = "item";

  /// When the item's time is over, in seconds of the Unix epoch.
  public static final String EXPIRES = "expires";

  private LedgerItem() {}

  /// What names an item.
  public static Map<String, AttributeValue> key(String label, String item) {
    return Map.of(LABEL, fromS(label), ITEM, fromS(item));
  }

  /// An item that is not complete yet.
  public static Map<String, AttributeValue> of(String label, String item, Instant expires) {
    var attributes = new HashMap<>(key(label, item));
    attributes.put(EXPIRES, number(expires.getEpochSecond()));
    return attributes;
  }

  /// The partition key of what is known of a shard.
  public static String shard(long shard) {
    return "shard#%012d".formatted(shard);
  }

  /// Whether its time is over, which is before DynamoDB deletes it.
  public static boolean isOver(Map<String, AttributeValue> item, Instant now) {
    return Long.parseLong(present(item, EXPIRES).n()) <= now.getEpochSecond();
  }

  /// A number as an attribute.
  public static AttributeValue number(long number) {
    return fromN(Long.toString(number));
  }
}
