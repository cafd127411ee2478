package dev.lethe.insights.aws;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.insights.Range;
import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.counters.aws.CounterItem;
import dev.lethe.shared.record.Dimension;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

class DynamoCounterStoreTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-24");
  private static final Range RANGE =
      new Range(
          "app_1", Metric.EVENTS, Dimension.PLATFORM, Bucket.of(DAY.minusDays(1)), Bucket.of(DAY));

  private final FakeDynamo dynamo = new FakeDynamo();
  private final DynamoCounterStore store = new DynamoCounterStore(dynamo, "insights");

  /// A table whose items are looked for by their partition alone; it answers when as many queries
  /// are there as it waits for.
  private static final class FakeDynamo implements DynamoDbClient {

    private final Map<String, List<Map<String, AttributeValue>>> items = new HashMap<>();
    private final List<QueryRequest> queries = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private CountDownLatch waitsFor = new CountDownLatch(0);
    private boolean isBroken;

    @Override
    public QueryResponse query(QueryRequest query) {
      queries.add(query);
      mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
      waitsFor.countDown();
      try {
        if (!waitsFor.await(10, TimeUnit.SECONDS) || isBroken) {
          throw DynamoDbException.builder().message("It does not answer.").build();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } finally {
        atOnce.decrementAndGet();
      }
      var found = items.getOrDefault(partition(query), List.of());
      var page = query.hasExclusiveStartKey() ? 1 : 0;
      return QueryResponse.builder()
          .items(page < found.size() ? List.of(found.get(page)) : List.of())
          .lastEvaluatedKey(page + 1 < found.size() ? found.get(page) : Map.of())
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private static String partition(QueryRequest query) {
    return value(query, ":partition");
  }

  private static String value(QueryRequest query, String name) {
    return requireNonNull(query.expressionAttributeValues().get(name)).s();
  }

  private void put(int spread, Map<String, AttributeValue> numbers) {
    var item = new HashMap<>(numbers);
    item.put(CounterItem.SORT, fromS("2026-11-24#ios"));
    dynamo
        .items
        .computeIfAbsent(
            CounterKey.partition("app_1", Metric.EVENTS, Interval.DAY, Dimension.PLATFORM, spread),
            unseen -> new ArrayList<>())
        .add(item);
  }

  @Test
  void sumsWhatAllShardsCounted() {
    put(0, Map.of("n", fromN("3"), "subjects", fromN("2"), "fresh", fromN("1"), "ms", fromN("9")));
    put(7, Map.of("n", fromN("4")));
    assertThat(store.numbers(List.of(RANGE)))
        .containsOnly(
            Map.entry(
                new CounterKey("app_1", Metric.EVENTS, Dimension.PLATFORM, DAY, "ios"),
                new Numbers(7, 2, 1, 9)));
  }

  @Test
  void readsOnWhereAPageEnds() {
    put(2, Map.of("n", fromN("3")));
    put(2, Map.of("n", fromN("4")));
    assertThat(dynamo.items).hasSize(1);
    store.numbers(List.of(RANGE));
    assertThat(dynamo.queries).hasSize(CounterKey.SPREADS + 1);
  }

  @Test
  void readsWhatWasLastWrittenOfTheDaysThatAreAskedFor() {
    store.numbers(List.of(RANGE));
    assertThat(dynamo.queries)
        .hasSize(CounterKey.SPREADS)
        .allSatisfy(query -> {
          assertThat(query.consistentRead()).isTrue();
          assertThat(query.tableName()).isEqualTo("insights");
          assertThat(value(query, ":first")).isEqualTo("2026-11-23#");
          assertThat(value(query, ":last")).isEqualTo("2026-11-25#");
        })
        .extracting(DynamoCounterStoreTest::partition)
        .doesNotHaveDuplicates();
  }

  /// Sixteen at a time, of all that is asked for.
  @Test
  void readsSeveralAtATimeAndNotAllAtOnce() {
    dynamo.waitsFor = new CountDownLatch(16);
    var total = new Range("app_1", Metric.EVENTS, null, Bucket.of(DAY), Bucket.of(DAY));
    store.numbers(List.of(RANGE, total, RANGE, total));
    assertThat(dynamo.queries).hasSize(4 * CounterKey.SPREADS);
    assertThat(dynamo.mostAtOnce).hasValue(16);
  }

  @Test
  void saysSoWhenTheTableDoesNotAnswer() {
    dynamo.isBroken = true;
    assertThatIllegalStateException().isThrownBy(() -> store.numbers(List.of(RANGE)));
  }
}
