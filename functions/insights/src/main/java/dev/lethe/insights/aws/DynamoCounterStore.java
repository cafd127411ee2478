package dev.lethe.insights.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.insights.CounterStore;
import dev.lethe.insights.Range;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.counters.aws.CounterItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.paginators.QueryIterable;

/// Reads the Insights table: of each range one range of keys a spread, several at a time, strongly
/// consistent, so that what a command has taken off is not shown by a replica that lags.
public final class DynamoCounterStore implements CounterStore {

  /// Queries at a time, of all questions that a container answers. More would open more connections
  /// than they save.
  private static final int QUERIES_AT_A_TIME = 16;

  private static final String PROJECTION =
      CounterItem.PARTS.stream()
              .map(part -> "#" + part.attribute())
              .collect(Collectors.joining(", "))
          + ", #sort";

  private final ExecutorService threads =
      Executors.newFixedThreadPool(QUERIES_AT_A_TIME, Thread.ofVirtual().factory());

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoCounterStore(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public Map<CounterKey, Numbers> numbers(List<Range> ranges) {
    var sums = new HashMap<CounterKey, Numbers>();
    for (var read : allRead(ranges)) {
      read.forEach((counter, numbers) -> sums.merge(counter, numbers, Numbers::plus));
    }
    return sums;
  }

  private List<Map<CounterKey, Numbers>> allRead(List<Range> ranges) {
    var queries =
        ranges.stream()
            .flatMap(range ->
                IntStream.range(0, CounterKey.SPREADS)
                    .mapToObj(
                        spread -> (Callable<Map<CounterKey, Numbers>>) () -> read(range, spread)))
            .toList();
    try {
      var read = new ArrayList<Map<CounterKey, Numbers>>();
      for (var query : threads.invokeAll(queries)) {
        read.add(query.get());
      }
      return read;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The function is being stopped.", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The Insights table did not answer.", e);
    }
  }

  private Map<CounterKey, Numbers> read(Range range, int spread) {
    var numbers = new HashMap<CounterKey, Numbers>();
    for (var item : query(range, spread).items()) {
      var counter =
          CounterKey.of(
              range.app(),
              range.metric(),
              range.first().interval(),
              range.dimension(),
              present(item, CounterItem.SORT).s());
      numbers.put(counter, CounterItem.numbers(item));
    }
    return numbers;
  }

  private QueryIterable query(Range range, int spread) {
    var names = new HashMap<String, String>();
    CounterItem.PARTS.forEach(part -> names.put("#" + part.attribute(), part.attribute()));
    names.put("#partition", CounterItem.PARTITION);
    names.put("#sort", CounterItem.SORT);
    var partition =
        CounterKey.partition(
            range.app(), range.metric(), range.first().interval(), range.dimension(), spread);
    return dynamo.queryPaginator(query ->
        query
            .tableName(table)
            .consistentRead(true)
            .keyConditionExpression("#partition = :partition AND #sort BETWEEN :first AND :last")
            .projectionExpression(PROJECTION)
            .expressionAttributeNames(names)
            .expressionAttributeValues(
                Map.of(
                    ":partition",
                    fromS(partition),
                    ":first",
                    fromS(CounterKey.sortPrefix(range.first())),
                    ":last",
                    fromS(CounterKey.sortPrefix(range.last().next())))));
  }
}
