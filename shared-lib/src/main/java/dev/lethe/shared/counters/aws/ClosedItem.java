package dev.lethe.shared.counters.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The item of the Insights table that says how far an application's counters are closed.
public final class ClosedItem {

  private static final String BEHIND_APP = "#closed";

  /// Its sort key, and the attribute that the day is in.
  public static final String DAY = "day";

  private ClosedItem() {}

  /// What names an application's.
  public static Map<String, AttributeValue> key(String app) {
    return Map.of(CounterItem.PARTITION, fromS(app + BEHIND_APP), CounterItem.SORT, fromS(DAY));
  }

  public static Map<String, AttributeValue> of(String app, LocalDate day) {
    var item = new HashMap<>(key(app));
    item.put(DAY, fromS(day.toString()));
    return item;
  }

  /// Whose it is; nothing if a partition key is none of its.
  public static Optional<String> app(String partition) {
    return partition.endsWith(BEHIND_APP)
        ? Optional.of(partition.substring(0, partition.length() - BEHIND_APP.length()))
        : Optional.empty();
  }

  /// The last day that is closed.
  public static LocalDate day(Map<String, AttributeValue> item) {
    return LocalDate.parse(present(item, DAY).s());
  }
}
