package dev.lethe.aggregate.ending.aws;

import dev.lethe.aggregate.aws.Partitions;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.aws.CounterItem;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.termination.Emptied;
import dev.lethe.shared.termination.aws.MentionsOf;
import dev.lethe.shared.termination.aws.Segments;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What the Insights table has of an application: the partitions of its counters follow from what
/// is counted, a part for each metric; beside them which values are counted by themselves, and how
/// far counters are closed.
public final class EndedStatistics implements Emptied {

  private static final String BESIDE = "beside";
  private static final Set<String> KEYS = Set.of(CounterItem.PARTITION, CounterItem.SORT);

  private final Partitions partitions;
  private final Segments segments;

  public EndedStatistics(DynamoDbClient dynamo, String table) {
    this.partitions = new Partitions(dynamo, table);
    this.segments = new Segments(dynamo, table);
  }

  @Override
  public List<String> parts(String app) {
    return Stream.concat(Arrays.stream(Metric.values()).map(Metric::wireName), Stream.of(BESIDE))
        .toList();
  }

  @Override
  public long count(String app, String part) {
    return partitions(app, part).mapToLong(partition -> partitions.keys(partition).count()).sum();
  }

  @Override
  public void remove(String app, String part) {
    partitions(app, part)
        .forEach(partition -> segments.delete(partitions.keys(partition).toList(), KEYS));
  }

  private static Stream<String> partitions(String app, String part) {
    return part.equals(BESIDE)
        ? Stream.concat(
            Stream.of(app + "#closed"),
            Arrays.stream(Dimension.values()).map(dimension -> Partitions.values(app, dimension)))
        : Partitions.of(app, WireNamed.find(Metric.class, part).orElseThrow());
  }

  @Override
  public List<String> looks(String app) {
    return segments.all();
  }

  /// Looks for the application's id in all items of the table, whatever they are.
  @Override
  public long search(String app, String look) {
    return segments.count(look, item -> MentionsOf.in(item, app));
  }
}
