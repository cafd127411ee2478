package dev.lethe.aggregate.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.aws.CounterItem;
import dev.lethe.shared.record.Dimension;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The partitions of the Insights table that an application's items are in: they follow from what
/// is counted.
public final class Partitions {

  private final DynamoDbClient dynamo;
  private final String table;

  public Partitions(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  /// Those of a metric's counters.
  public static Stream<String> of(String app, Metric metric) {
    return Stream.concat(
        by(app, metric, null),
        metric.dimensions().stream().flatMap(dimension -> by(app, metric, dimension)));
  }

  /// Those of a metric's counters that tell values of a dimension apart; of its totals, if there is
  /// none.
  public static Stream<String> by(String app, Metric metric, @Nullable Dimension dimension) {
    return metric.intervals().stream()
        .flatMap(interval ->
            IntStream.range(0, CounterKey.SPREADS)
                .mapToObj(
                    spread -> CounterKey.partition(app, metric, interval, dimension, spread)));
  }

  /// The one of which values of a dimension are counted by themselves.
  public static String values(String app, Dimension dimension) {
    return app + "#values#" + dimension.wireName();
  }

  /// The keys of all items of a partition.
  public Stream<Map<String, AttributeValue>> keys(String partition) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("#counter = :counter")
                .projectionExpression("#counter, #cell")
                .expressionAttributeNames(
                    Map.of("#counter", CounterItem.PARTITION, "#cell", CounterItem.SORT))
                .expressionAttributeValues(Map.of(":counter", fromS(partition))))
        .items()
        .stream();
  }
}
