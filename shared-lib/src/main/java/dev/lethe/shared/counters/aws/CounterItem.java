package dev.lethe.shared.counters.aws;

import dev.lethe.shared.counters.Numbers;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The attributes of the Insights table's items. Watermarks stand beside them, one a shard:
/// `shard3`, the last sequence number counted.
public final class CounterItem {

  /// The partition key: [CounterKey#partition].
  public static final String PARTITION = "counter";

  /// The sort key: [CounterKey#sort].
  public static final String SORT = "cell";

  /// When the item's time is over, in seconds of the Unix epoch; DynamoDB's TTL goes by it, later.
  public static final String EXPIRES = "expires";

  /// What the names of watermarks begin with; the shard's number follows.
  public static final String WATERMARK = "shard";

  /// The attributes that hold [Numbers]; one that is not there is zero.
  public static final List<Part> PARTS =
      List.of(
          new Part("n", Numbers::n),
          new Part("subjects", Numbers::subjects),
          new Part("fresh", Numbers::fresh),
          new Part("ms", Numbers::time));

  private CounterItem() {}

  /// One of a counter's numbers.
  public record Part(String attribute, ToLongFunction<Numbers> of) {}

  /// What a counter's item says.
  public static Numbers numbers(Map<String, AttributeValue> item) {
    var values = PARTS.stream().mapToLong(part -> number(item.get(part.attribute()))).toArray();
    return new Numbers(values[0], values[1], values[2], values[3]);
  }

  private static long number(@Nullable AttributeValue value) {
    return value == null ? 0 : Long.parseLong(value.n());
  }
}
