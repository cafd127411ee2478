package dev.lethe.aggregate.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of the Ledger table: a label's header and entries, and beside them the marks of shards
/// and what commands took off.
public final class LedgerItem {

  /// The partition key: a label; `shard#` and a number; `taken#` and a day.
  public static final String LABEL = "label";

  /// The sort key: `2026-11-24#00000`, the day under which an entry is filed and its number;
  /// [#HEADER]; and others under other partition keys.
  public static final String ITEM = "item";

  /// An entry as [dev.lethe.aggregate.EntryCodec] writes it; not there once it is emptied.
  public static final String ENTRY = "entry";

  /// The version of the header under which an entry was emptied.
  static final String EMPTIED = "emptied";

  /// The sort key of a header: behind all days.
  public static final String HEADER = "header";

  /// When the item's time is over, in seconds of the Unix epoch.
  public static final String EXPIRES = "expires";

  private LedgerItem() {}

  static Map<String, AttributeValue> key(String label, String item) {
    return Map.of(LABEL, fromS(label), ITEM, fromS(item));
  }

  /// An item that is not complete yet.
  static Map<String, AttributeValue> of(String label, String item, Instant expires) {
    var attributes = new HashMap<>(key(label, item));
    attributes.put(EXPIRES, number(expires.getEpochSecond()));
    return attributes;
  }

  static String place(LocalDate day, int number) {
    return "%s#%05d".formatted(day, number);
  }

  /// The partition key of what is known of a shard.
  public static String shard(long shard) {
    return "shard#%012d".formatted(shard);
  }

  static boolean isOver(Map<String, AttributeValue> item, Instant now) {
    return Long.parseLong(present(item, EXPIRES).n()) <= now.getEpochSecond();
  }

  static AttributeValue number(long number) {
    return fromN(Long.toString(number));
  }
}
