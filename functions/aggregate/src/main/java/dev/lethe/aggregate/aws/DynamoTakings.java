package dev.lethe.aggregate.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;

import dev.lethe.aggregate.Entry;
import dev.lethe.aggregate.EntryCodec;
import dev.lethe.aggregate.Takings;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.lane.aws.LedgerItem;
import dev.lethe.shared.retention.Term;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// What commands took off, in the Ledger table, under the day on which they were asked for: what
/// has no backup itself tells what to take off restored counters.
public final class DynamoTakings implements Takings {

  /// As long as a backup of counters can be restored (requirement T1), and the days that it takes.
  private static final Duration KEPT = Term.BACKUPS.length().plusDays(5);

  /// How many counters one item is about: some ten thousand may be one command's.
  private static final int COUNTERS_OF_ITEM = 1_000;

  private static final Comparator<CounterKey> ORDER =
      Comparator.comparing(CounterKey::metric)
          .thenComparing(counter -> counter.partition(0))
          .thenComparing(CounterKey::sort);

  private final DynamoDbClient dynamo;
  private final String table;
  private final Clock clock;

  public DynamoTakings(DynamoDbClient dynamo, String table, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.clock = clock;
  }

  @Override
  public void keep(Position command, Instant asked, Map<CounterKey, Numbers> taken) {
    var label = EntryItem.TAKEN + LocalDate.ofInstant(asked, ZoneOffset.UTC);
    var ends = clock.instant().plus(KEPT);
    var counters = taken.keySet().stream().sorted(ORDER).toList();
    for (var from = 0; from < counters.size(); from += COUNTERS_OF_ITEM) {
      var part = new LinkedHashMap<CounterKey, Numbers>();
      for (var counter :
          counters.subList(from, Math.min(counters.size(), from + COUNTERS_OF_ITEM))) {
        part.put(counter, taken.getOrDefault(counter, Numbers.NONE));
      }
      var number = from / COUNTERS_OF_ITEM;
      var entry = new Entry(command, number, 0, 0, List.of(), List.of(), part);
      var name = "%012d#%s#%05d".formatted(command.shard(), command.sequence(), number);
      var item = LedgerItem.of(label, name, ends);
      item.put(EntryItem.ENTRY, fromB(SdkBytes.fromByteArray(EntryCodec.encode(entry))));
      put(item);
    }
  }

  private void put(Map<String, AttributeValue> item) {
    try {
      dynamo.putItem(put ->
          put.tableName(table)
              .item(item)
              .conditionExpression("attribute_not_exists(#label)")
              .expressionAttributeNames(Map.of("#label", LedgerItem.LABEL)));
    } catch (ConditionalCheckFailedException e) {
      // It stands there already; if this time less is found, the rest was emptied since.
    }
  }
}
