package dev.lethe.aggregate.goals.aws;

import static dev.lethe.shared.aws.Items.present;

import dev.lethe.aggregate.aws.Partitions;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.aws.CounterItem;
import dev.lethe.shared.goals.Goals;
import dev.lethe.shared.goals.GoalsOrder;
import dev.lethe.shared.goals.GoalsStore;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.termination.aws.Segments;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The counters of goals in the Insights table, and which goals are counted by themselves. A part
/// is a metric.
public final class StatisticsGoals implements GoalsStore {

  /// What tells goals apart.
  private static final Set<Dimension> BY = EnumSet.of(Dimension.EVENT, Dimension.GOAL);

  private static final Set<String> KEYS = Set.of(CounterItem.PARTITION, CounterItem.SORT);

  private final Partitions partitions;
  private final Segments segments;

  public StatisticsGoals(DynamoDbClient dynamo, String table) {
    this.partitions = new Partitions(dynamo, table);
    this.segments = new Segments(dynamo, table);
  }

  @Override
  public List<String> parts(String app) {
    return Arrays.stream(Metric.values())
        .filter(metric -> metric == Metric.GOALS || !Collections.disjoint(metric.dimensions(), BY))
        .map(Metric::wireName)
        .toList();
  }

  @Override
  public long forget(GoalsOrder order, String part) {
    var metric = WireNamed.find(Metric.class, part).orElseThrow();
    var found =
        partitions(order.app(), metric)
            .flatMap(partitions::keys)
            .filter(StatisticsGoals::isOfGoals)
            .toList();
    segments.delete(found, KEYS);
    return found.size();
  }

  /// Where there may be some; what is known of goals that are counted by themselves is with the
  /// metric of goals.
  private static Stream<String> partitions(String app, Metric metric) {
    return metric == Metric.GOALS
        ? Stream.concat(
            Partitions.of(app, metric), Stream.of(Partitions.values(app, Dimension.GOAL)))
        : BY.stream()
            .filter(metric.dimensions()::contains)
            .flatMap(dimension -> Partitions.by(app, metric, dimension));
  }

  private static boolean isOfGoals(Map<String, AttributeValue> key) {
    // What is no counter's says which goals are counted by themselves.
    return CounterKey.read(
            present(key, CounterItem.PARTITION).s(), present(key, CounterItem.SORT).s())
        .map(Goals::isCountedBy)
        .orElse(true);
  }
}
