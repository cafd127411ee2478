package dev.lethe.retention.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.retention.Cells;
import dev.lethe.retention.Group;
import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.counters.aws.CounterItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// Closes counters in the Insights table. Values are moved in transactions: each is either still
/// there, or in the sum.
public final class DynamoCells implements Cells {

  /// How many values one transaction moves: it takes 100 actions
  /// (<https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html>),
  /// and a value is an item in each spread at most.
  private static final int VALUES_PER_CALL = 100 / CounterKey.SPREADS - 1;

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoCells(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  /// A value's part in one spread.
  private record Cell(String value, Map<String, AttributeValue> key, Numbers numbers) {}

  @Override
  public Set<Bucket> met(String app, Metric metric, Bucket first, Bucket last) {
    var met = new HashSet<Bucket>();
    for (var spread = 0; spread < CounterKey.SPREADS; spread++) {
      var partition = CounterKey.partition(app, metric, first.interval(), null, spread);
      dynamo
          .queryPaginator(query ->
              query
                  .tableName(table)
                  .consistentRead(true)
                  .keyConditionExpression(
                      "#partition = :partition AND #sort BETWEEN :first AND :behind")
                  .expressionAttributeNames(
                      Map.of("#partition", CounterItem.PARTITION, "#sort", CounterItem.SORT))
                  .expressionAttributeValues(
                      Map.of(
                          ":partition", fromS(partition),
                          ":first", fromS(CounterKey.sortPrefix(first)),
                          ":behind", fromS(CounterKey.sortPrefix(last.next())))))
          .items()
          .stream()
          .map(item -> present(item, CounterItem.SORT).s())
          .map(sort -> CounterKey.of(app, metric, first.interval(), null, sort).bucket())
          .forEach(met::add);
    }
    return met;
  }

  @Override
  public Map<String, Numbers> values(Group group) {
    return cells(group).stream()
        .collect(Collectors.toMap(Cell::value, Cell::numbers, Numbers::plus));
  }

  private List<Cell> cells(Group group) {
    var cells = new ArrayList<Cell>();
    for (var spread = 0; spread < CounterKey.SPREADS; spread++) {
      cells.addAll(cells(group, spread));
    }
    return cells;
  }

  private List<Cell> cells(Group group, int spread) {
    var partition = partition(group, spread);
    var prefix = CounterKey.sortPrefix(group.bucket());
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("#partition = :partition AND begins_with(#sort, :bucket)")
                .expressionAttributeNames(
                    Map.of("#partition", CounterItem.PARTITION, "#sort", CounterItem.SORT))
                .expressionAttributeValues(
                    Map.of(":partition", fromS(partition), ":bucket", fromS(prefix))))
        .items()
        .stream()
        .map(item -> {
          var sort = present(item, CounterItem.SORT).s();
          return new Cell(
              sort.substring(prefix.length()), key(partition, sort), CounterItem.numbers(item));
        })
        .toList();
  }

  private static String partition(Group group, int spread) {
    return CounterKey.partition(
        group.app(), group.metric(), group.bucket().interval(), group.dimension(), spread);
  }

  private static Map<String, AttributeValue> key(String partition, String sort) {
    return Map.of(CounterItem.PARTITION, fromS(partition), CounterItem.SORT, fromS(sort));
  }

  @Override
  public void sum(Group group, Set<String> values) {
    var byValue =
        cells(group).stream()
            .filter(cell -> values.contains(cell.value()))
            .collect(Collectors.groupingBy(Cell::value));
    if (!byValue.keySet().containsAll(values)) {
      throw new IllegalStateException(
          "A value that was to hide others is gone: it is closed again.");
    }
    // The largest goes first: the sum is of many from the beginning.
    var order =
        byValue.values().stream()
            .sorted((a, b) -> Long.compare(sum(b).subjects(), sum(a).subjects()))
            .toList();
    for (var from = 0; from < order.size(); from += VALUES_PER_CALL) {
      move(group, order.subList(from, Math.min(order.size(), from + VALUES_PER_CALL)));
    }
  }

  private static Numbers sum(List<Cell> cells) {
    return cells.stream().map(Cell::numbers).reduce(Numbers.NONE, Numbers::plus);
  }

  private void move(Group group, List<List<Cell>> values) {
    var before =
        cells(group, 0).stream()
            .filter(cell -> cell.value().equals(CounterKey.SUPPRESSED))
            .map(Cell::numbers)
            .reduce(Numbers.NONE, Numbers::plus);
    var sum = before;
    var writes = new ArrayList<TransactWriteItem>();
    for (var value : values) {
      var moved = sum(value);
      sum =
          new Numbers(
              sum.n() + moved.n(),
              Math.max(sum.subjects(), moved.subjects()),
              0,
              sum.time() + moved.time());
      value.forEach(cell -> writes.add(deletion(cell)));
    }
    writes.add(suppressed(group, before, sum));
    dynamo.transactWriteItems(transaction -> transaction.transactItems(writes));
  }

  /// As long as it is what was read.
  private TransactWriteItem deletion(Cell cell) {
    var names = new HashMap<String, String>();
    var values = new HashMap<String, AttributeValue>();
    var condition = new ArrayList<String>();
    for (var part : CounterItem.PARTS) {
      var number = part.of().applyAsLong(cell.numbers());
      var name = part.attribute();
      names.put("#" + name, name);
      values.put(":" + name, fromN(Long.toString(number)));
      condition.add(
          number == 0
              ? "(attribute_not_exists(#%1$s) OR #%1$s = :%1$s)".formatted(name)
              : "#%1$s = :%1$s".formatted(name));
    }
    return TransactWriteItem.builder()
        .delete(
            Delete.builder()
                .tableName(table)
                .key(cell.key())
                .conditionExpression(String.join(" AND ", condition))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .build())
        .build();
  }

  private TransactWriteItem suppressed(Group group, Numbers before, Numbers sum) {
    var names = new HashMap<String, String>();
    var values = new HashMap<String, AttributeValue>();
    var sets = new ArrayList<String>();
    for (var part : CounterItem.PARTS) {
      var name = part.attribute();
      names.put("#" + name, name);
      values.put(":" + name, fromN(Long.toString(part.of().applyAsLong(sum))));
      sets.add("#%1$s = :%1$s".formatted(name));
    }
    var total = new CounterKey(group.app(), group.metric(), group.dimension(), group.bucket(), "");
    names.put("#expires", CounterItem.EXPIRES);
    values.put(":expires", fromN(Long.toString(total.expires().getEpochSecond())));
    sets.add("#expires = :expires");
    var isNew = before.isZero();
    if (!isNew) {
      values.put(":before", fromN(Long.toString(before.n())));
    }
    return TransactWriteItem.builder()
        .update(
            Update.builder()
                .tableName(table)
                .key(
                    key(
                        partition(group, 0),
                        CounterKey.sortPrefix(group.bucket()) + CounterKey.SUPPRESSED))
                .updateExpression("SET " + String.join(", ", sets))
                .conditionExpression(isNew ? "attribute_not_exists(#n)" : "#n = :before")
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .build())
        .build();
  }

  @Override
  public void drop(Group group, Set<String> values) {
    for (var cell : cells(group)) {
      if (values.contains(cell.value())) {
        dynamo.deleteItem(delete -> delete.tableName(table).key(cell.key()));
      }
    }
  }
}
