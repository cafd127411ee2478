package dev.lethe.aggregate.aws;

import static dev.lethe.shared.aws.Items.present;
import static dev.lethe.shared.lane.aws.LedgerItem.number;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBs;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.aggregate.restore.Item;
import dev.lethe.aggregate.restore.Item.Admitted;
import dev.lethe.aggregate.restore.Item.Closed;
import dev.lethe.aggregate.restore.Item.Counted;
import dev.lethe.aggregate.restore.Item.Place;
import dev.lethe.aggregate.restore.LiveTable;
import dev.lethe.aggregate.restore.RestoredTable;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.aws.ClosedItem;
import dev.lethe.shared.counters.aws.CounterItem;
import dev.lethe.shared.lane.aws.BatchWrites;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.WireNamed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// The Insights table as a restore sees it: the live one, or what AWS restored of it.
public final class DynamoInsights implements LiveTable, RestoredTable {

  private final DynamoDbClient dynamo;
  private final BatchWrites writes;
  private final String table;

  public DynamoInsights(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.writes = new BatchWrites(dynamo, table);
    this.table = table;
  }

  @Override
  public long bytes() {
    return dynamo.describeTable(describe -> describe.tableName(table)).table().tableSizeBytes();
  }

  @Override
  public void read(int segment, int segments, Consumer<Item> sink) {
    dynamo
        .scanPaginator(scan ->
            scan.tableName(table).segment(segment).totalSegments(segments).consistentRead(true))
        .items()
        .stream()
        .map(DynamoInsights::item)
        .forEach(sink);
  }

  private static Item item(Map<String, AttributeValue> item) {
    var partition = present(item, CounterItem.PARTITION).s();
    var sort = present(item, CounterItem.SORT).s();
    var counter = CounterKey.read(partition, sort);
    if (counter.isPresent()) {
      return counted(counter.get(), item);
    }
    var values = partition.indexOf(DynamoValues.VALUES);
    if (values >= 0) {
      return admitted(
          partition.substring(0, values),
          partition.substring(values + DynamoValues.VALUES.length()),
          sort,
          item);
    }
    return ClosedItem.app(partition)
        .<Item>map(app -> new Closed(app, ClosedItem.day(item)))
        .orElseGet(Item.Unknown::new);
  }

  private static Counted counted(CounterKey counter, Map<String, AttributeValue> item) {
    var partition = present(item, CounterItem.PARTITION).s();
    var spread = Integer.parseInt(partition.substring(partition.lastIndexOf('#') + 1));
    var watermarks = new HashMap<Long, String>();
    item.forEach((name, value) -> {
      if (name.startsWith(CounterItem.WATERMARK)) {
        watermarks.put(Long.parseLong(name.substring(CounterItem.WATERMARK.length())), value.s());
      }
    });
    return new Counted(new Place(counter, spread), CounterItem.numbers(item), watermarks);
  }

  private static Item admitted(
      String app, String dimension, String day, Map<String, AttributeValue> item) {
    var hashes = present(item, DynamoValues.HASHES);
    return WireNamed.find(Dimension.class, dimension)
        .<Item>map(of ->
            new Admitted(
                app,
                of,
                LocalDate.parse(day),
                hashes.bs().stream()
                    .map(hash -> Bytes.copyOf(hash.asByteArray()))
                    .collect(Collectors.toSet()),
                Instant.ofEpochSecond(Long.parseLong(present(item, CounterItem.EXPIRES).n()))))
        .orElseGet(Item.Unknown::new);
  }

  @Override
  public Optional<Counted> counter(Place place) {
    var item =
        dynamo.getItem(get -> get.tableName(table).key(key(place)).consistentRead(true)).item();
    return item.isEmpty() ? Optional.empty() : Optional.of(counted(place.counter(), item));
  }

  @Override
  public Optional<LocalDate> closed(String app) {
    var item =
        dynamo
            .getItem(get -> get.tableName(table).key(ClosedItem.key(app)).consistentRead(true))
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(ClosedItem.day(item));
  }

  private static Map<String, AttributeValue> key(Place place) {
    return key(place.counter().partition(place.spread()), place.counter().sort());
  }

  private static Map<String, AttributeValue> key(String partition, String sort) {
    return Map.of(CounterItem.PARTITION, fromS(partition), CounterItem.SORT, fromS(sort));
  }

  @Override
  public void delete(List<Item> items) {
    writes.delete(
        items.stream()
            .map(item ->
                switch (item) {
                  case Counted counted -> key(counted.place());
                  case Closed closed -> ClosedItem.key(closed.app());
                  case Admitted admitted -> key(admitted);
                  case Item.Unknown() ->
                      throw new IllegalArgumentException("What is not known is left.");
                })
            .toList());
  }

  private static Map<String, AttributeValue> key(Admitted admitted) {
    return key(
        DynamoValues.partition(admitted.app(), admitted.dimension()), admitted.day().toString());
  }

  @Override
  public void put(List<Counted> counters) {
    writes.put(counters.stream().map(DynamoInsights::of).toList());
  }

  private static Map<String, AttributeValue> of(Counted counted) {
    var item = new HashMap<>(key(counted.place()));
    for (var part : CounterItem.PARTS) {
      var number = part.of().applyAsLong(counted.numbers());
      if (number != 0) {
        item.put(part.attribute(), number(number));
      }
    }
    counted
        .watermarks()
        .forEach((shard, sequence) -> item.put(CounterItem.WATERMARK + shard, fromS(sequence)));
    item.put(CounterItem.EXPIRES, number(counted.place().counter().expires().getEpochSecond()));
    return item;
  }

  @Override
  public void putIfMore(Counted counter) {
    try {
      dynamo.putItem(put ->
          put.tableName(table)
              .item(of(counter))
              .conditionExpression("attribute_not_exists(#n) OR #n < :n")
              .expressionAttributeNames(Map.of("#n", "n"))
              .expressionAttributeValues(Map.of(":n", number(counter.numbers().n()))));
    } catch (ConditionalCheckFailedException e) {
      // What is there is as much.
    }
  }

  @Override
  public void admit(Admitted values) {
    if (values.hashes().isEmpty()) {
      return;
    }
    dynamo.updateItem(update ->
        update
            .tableName(table)
            .key(key(values))
            .updateExpression("ADD #hashes :hashes SET #expires = :expires")
            .expressionAttributeNames(
                Map.of("#hashes", DynamoValues.HASHES, "#expires", CounterItem.EXPIRES))
            .expressionAttributeValues(
                Map.of(
                    ":hashes",
                        fromBs(
                            values.hashes().stream()
                                .map(hash -> SdkBytes.fromByteArray(hash.toArray()))
                                .toList()),
                    ":expires", number(values.ends().getEpochSecond()))));
  }

  @Override
  public void close(Closed closed) {
    dynamo.putItem(put -> put.tableName(table).item(ClosedItem.of(closed.app(), closed.day())));
  }
}
