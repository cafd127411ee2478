package dev.lethe.aggregate.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBs;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.aggregate.ShortHash;
import dev.lethe.aggregate.Values;
import dev.lethe.shared.counters.aws.CounterItem;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Dimension;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Admitted values in the Insights table, one item for each application, dimension and day. Of each
/// value it has 8 bytes of its SHA-256: two values that shared them would only be admitted
/// together. A container remembers what it has read; what was admitted stays so.
public final class DynamoValues implements Values {

  /// The most values of a dimension, for each application and day.
  static final int MOST = 500;

  /// The attribute that the hashes are in.
  static final String HASHES = "hashes";

  private static final Duration KEPT = Duration.ofDays(Values.DAYS_KEPT);

  /// What stands in a partition key between the application and the dimension.
  static final String VALUES = "#values#";

  /// How many items a container remembers.
  private static final int REMEMBERED = 1_000;

  private final DynamoDbClient dynamo;
  private final String table;
  private final Clock clock;
  private final Map<Map<String, AttributeValue>, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Map<String, AttributeValue>, Known> eldest) {
          return size() > REMEMBERED;
        }
      };

  public DynamoValues(DynamoDbClient dynamo, String table, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.clock = clock;
  }

  /// The partition key of an application's values.
  static String partition(String app, Dimension dimension) {
    return app + VALUES + dimension.wireName();
  }

  /// @param isFull whether nothing is admitted any more
  private record Known(Set<Bytes> hashes, boolean isFull) {

    static Known of(Map<String, AttributeValue> item) {
      var hashes = new HashSet<Bytes>();
      if (item.containsKey(HASHES)) {
        item.get(HASHES).bs().forEach(hash -> hashes.add(Bytes.copyOf(hash.asByteArray())));
      }
      return new Known(hashes, hashes.size() >= MOST);
    }
  }

  @Override
  public synchronized boolean admit(String app, Dimension dimension, LocalDate day, String value) {
    var key =
        Map.of(
            CounterItem.PARTITION, fromS(partition(app, dimension)),
            CounterItem.SORT, fromS(day.toString()));
    var hash = ShortHash.of(value);
    var remembered = known.computeIfAbsent(key, this::read);
    if (!remembered.hashes().contains(hash) && !remembered.isFull()) {
      remembered = add(key, hash);
      known.put(key, remembered);
    }
    return remembered.hashes().contains(hash);
  }

  private Known read(Map<String, AttributeValue> key) {
    return Known.of(
        dynamo.getItem(get -> get.tableName(table).key(key).consistentRead(true)).item());
  }

  /// Admits a value, unless others have filled the day in between.
  private Known add(Map<String, AttributeValue> key, Bytes hash) {
    var ends = clock.instant().plus(KEPT).getEpochSecond();
    var one = SdkBytes.fromByteArray(hash.toArray());
    try {
      var updated =
          dynamo.updateItem(update ->
              update
                  .tableName(table)
                  .key(key)
                  .updateExpression("ADD #hashes :one SET #expires = :expires")
                  .conditionExpression(
                      "attribute_not_exists(#hashes) OR size(#hashes) < :most"
                          + " OR contains(#hashes, :hash)")
                  .expressionAttributeNames(
                      Map.of("#hashes", HASHES, "#expires", CounterItem.EXPIRES))
                  .expressionAttributeValues(
                      Map.of(
                          ":one", fromBs(List.of(one)),
                          ":hash", AttributeValue.fromB(one),
                          ":most", fromN(Integer.toString(MOST)),
                          ":expires", fromN(Long.toString(ends))))
                  .returnValues(ReturnValue.ALL_NEW)
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return Known.of(updated.attributes());
    } catch (ConditionalCheckFailedException e) {
      return Known.of(e.item());
    }
  }
}
