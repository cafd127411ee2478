package dev.lethe.shared.counters;

/// The attributes of the Insights table's items. Watermarks stand beside them, one a shard:
/// `shard3`, the last sequence number counted.
public final class CounterItem {

  /// The partition key: [CounterKey#partition].
  public static final String PARTITION = "counter";

  /// The sort key: [CounterKey#sort].
  public static final String SORT = "cell";

  /// How many.
  public static final String NUMBER = "n";

  /// When the item's time is over, in seconds of the Unix epoch; DynamoDB's TTL goes by it, later.
  public static final String EXPIRES = "expires";

  private CounterItem() {}
}
