package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lethe.aggregate.aws.DynamoCounters;
import dev.lethe.infra.stack.Functions;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.retention.Group;
import dev.lethe.retention.aws.DynamoApplications;
import dev.lethe.retention.aws.DynamoCells;
import dev.lethe.retention.aws.DynamoProgress;
import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.registry.Application;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Statistics that nothing can be taken off any more are closed: by the function itself, on the
/// stack's table. In the local environment a group of one is large enough, so that what was zero
/// goes; what small groups become is seen on the adapters.
class ClosingFunctionTest {

  private final Stack stack = Stack.running();
  private final DynamoDbClient dynamo = stack.client(DynamoDbClient.builder());
  private final String table = stack.output("InsightsTable");
  private final DynamoCounters counters = new DynamoCounters(dynamo, table);
  private final DynamoCells cells = new DynamoCells(dynamo, table);
  private final DynamoProgress progress = new DynamoProgress(dynamo, table);
  private final Tenant tenant = Tenant.enrol("Closing");

  private static LocalDate lastClosed() {
    return LocalDate.now(ZoneOffset.UTC).minusDays(CounterKey.DAYS_OPEN + 2L);
  }

  /// Other tests' applications, of which there are hundreds and which have nothing to close: only a
  /// day's first round looks at all of them.
  private void closeAllOthers() {
    for (var application : new DynamoApplications(dynamo, stack.output("RegistryTable")).all()) {
      if (!application.id().equals(tenant.appId())) {
        progress.note(application.id(), lastClosed());
      }
    }
  }

  private Group countries(LocalDate day) {
    return new Group(tenant.appId(), Metric.EVENTS, Bucket.of(day), Dimension.COUNTRY);
  }

  private void add(LocalDate day, Dimension dimension, String value, int subjects) {
    var counter = new CounterKey(tenant.appId(), Metric.EVENTS, dimension, day, value);
    put(counter, subjects);
  }

  /// From two shards.
  private void put(CounterKey counter, int subjects) {
    for (var shard = 0; shard < 2; shard++) {
      var at = Position.of("shardId-%012d:%d".formatted(shard, 1));
      counters.add(counter, at, at, new Numbers(subjects, subjects, subjects, 7));
    }
  }

  @Test
  void theFunctionClosesWhatIsDue() {
    var day = LocalDate.now(ZoneOffset.UTC).minusDays(CounterKey.DAYS_OPEN + 20L);
    put(CounterKey.ofDay(tenant.appId(), Metric.EVENTS, day), 3);
    add(day, Dimension.COUNTRY, "DE", 3);
    add(day, Dimension.COUNTRY, "FR", 0);
    var zero = new CounterKey(tenant.appId(), Metric.EVENTS, Dimension.COUNTRY, day, "FR");
    for (var shard = 0; shard < 2; shard++) {
      var at = Position.of("shardId-%012d:%d".formatted(shard, 2));
      counters.add(zero, at, at, new Numbers(0, 0, 0, -7));
    }
    assertThat(cells.values(countries(day))).containsOnlyKeys("DE", "FR");
    closeAllOthers();
    assertThat(Functions.call("closing", Documents.text("events/retention-closing.json")))
        .isEqualTo("\"done\"");
    assertThat(cells.values(countries(day))).isEqualTo(Map.of("DE", new Numbers(6, 6, 6, 14)));
    assertThat(progress.closed(tenant.appId())).contains(lastClosed());
  }

  @Test
  void itFindsEveryApplication() {
    assertThat(new DynamoApplications(dynamo, stack.output("RegistryTable")).all())
        .extracting(Application::id)
        .contains(tenant.appId());
  }

  /// More than one transaction takes.
  @Test
  void valuesAreMovedIntoTheirSum() {
    var day = LocalDate.parse("2026-01-01");
    var expected = new HashMap<String, Numbers>();
    for (var value = 1; value <= 40; value++) {
      add(day, Dimension.COUNTRY, "C" + value, value);
      expected.put("C" + value, new Numbers(2L * value, 2L * value, 2L * value, 14));
    }
    assertThat(cells.values(countries(day))).isEqualTo(expected);
    var moved =
        IntStream.rangeClosed(1, 30).mapToObj(value -> "C" + value).collect(Collectors.toSet());
    cells.sum(countries(day), moved);
    expected.keySet().removeAll(moved);
    expected.put(CounterKey.SUPPRESSED, new Numbers(30 * 31, 60, 0, 30 * 14));
    assertThat(cells.values(countries(day))).isEqualTo(expected);
    assertThatIllegalStateException().isThrownBy(() -> cells.sum(countries(day), moved));
    assertThat(cells.values(countries(day))).isEqualTo(expected);
    cells.sum(countries(day), Set.of("C31"));
    cells.drop(countries(day), Set.of("C32"));
    expected.keySet().removeAll(Set.of("C31", "C32"));
    expected.put(CounterKey.SUPPRESSED, new Numbers(30 * 31 + 62, 62, 0, 31 * 14));
    assertThat(cells.values(countries(day))).isEqualTo(expected);
  }

  /// What hides a small group may be deleted meanwhile, as goals are that are forgotten: then it
  /// does not stand alone for ever.
  @Test
  void nothingIsSummedIfAValueIsGoneThatWasToHideOthers() {
    var day = lastClosed();
    add(day, Dimension.COUNTRY, "DE", 50);
    add(day, Dimension.COUNTRY, "LU", 3);
    assertThatIllegalStateException()
        .isThrownBy(() -> cells.sum(countries(day), Set.of("LU", "FR")));
    assertThat(cells.values(countries(day))).containsOnlyKeys("DE", "LU");
  }
}
