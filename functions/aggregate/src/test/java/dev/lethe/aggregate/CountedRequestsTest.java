package dev.lethe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.IntakeRecord;
import dev.lethe.shared.record.Records;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each request is counted once, with the length of its body, on the day that it came.
class CountedRequestsTest {

  private static final String APP = "app_1";
  private static final List<String> OUTCOMES = List.of("taken", "malformed", "throttled");

  private final InMemoryCounters counters = new InMemoryCounters();

  private Aggregate aggregate() {
    return aggregate(counters);
  }

  /// One that remembers nothing: the one before was killed ahead of its mark.
  private static Aggregate aggregate(Counters counters) {
    return new Aggregate(
        new StoresBuilder().with(counters).with(new InMemoryLedger()).build(),
        Runnable::run,
        Clock.fixed(Records.NOON, ZoneOffset.UTC));
  }

  private static LaneRecord request(int sequence, String outcome, long bytes) {
    return request(sequence, ZoneOffset.UTC, Records.NOON, outcome, bytes);
  }

  private static LaneRecord request(
      int sequence, ZoneId zone, Instant received, String outcome, long bytes) {
    return Samples.delivered(
        0,
        sequence,
        new IntakeRecord(
            APP,
            "lane " + sequence,
            zone,
            received,
            new IntakeRecord.Request(outcome, bytes),
            new TreeMap<>()));
  }

  private static CounterKey requests(LocalDate day, String outcome) {
    return new CounterKey(APP, Metric.REQUESTS, Dimension.OUTCOME, day, outcome);
  }

  private static CounterKey bytes(LocalDate day) {
    return CounterKey.ofDay(APP, Metric.BYTES, day);
  }

  @Test
  void requestsAreCountedByWhatBecameOfThemAndTheirBytesTogether() {
    aggregate()
        .count(
            List.of(request(1, "taken", 100), request(2, "malformed", 7), request(3, "taken", 20)));
    assertThat(counters.numbers())
        .isEqualTo(
            Map.of(
                requests(Records.DAY, "taken"),
                Numbers.of(2),
                requests(Records.DAY, "malformed"),
                Numbers.of(1),
                bytes(Records.DAY),
                Numbers.of(127)));
  }

  @Test
  void aRequestWithoutABodyIsOneAndHasNoBytes() {
    aggregate().count(List.of(request(1, "malformed", 0)));
    assertThat(counters.numbers())
        .isEqualTo(Map.of(requests(Records.DAY, "malformed"), Numbers.of(1)));
  }

  @Test
  void whatIsRedeliveredCountsOnce() {
    var first = request(1, "taken", 100);
    var second = request(2, "taken", 20);
    aggregate().count(List.of(first));
    aggregate().count(List.of(first, second));
    aggregate().count(List.of(first, second));
    assertThat(counters.numbers())
        .containsEntry(requests(Records.DAY, "taken"), Numbers.of(2))
        .containsEntry(bytes(Records.DAY), Numbers.of(120));
  }

  /// The application's day, and so its month and year.
  @ParameterizedTest
  @CsvSource({
    "Pacific/Auckland, 2026-12-31T11:00:00Z, 2027-01-01",
    "Pacific/Auckland, 2026-12-31T10:59:59Z, 2026-12-31",
    "America/New_York, 2026-11-01T03:59:59Z, 2026-10-31",
    "America/New_York, 2026-11-01T04:00:00Z, 2026-11-01",
    "Asia/Kolkata, 2026-11-30T18:30:00Z, 2026-12-01",
  })
  void daysAreTheApplications(String zone, String received, String day) {
    aggregate().count(List.of(request(1, ZoneId.of(zone), Instant.parse(received), "taken", 100)));
    assertThat(counters.numbers())
        .containsOnlyKeys(requests(LocalDate.parse(day), "taken"), bytes(LocalDate.parse(day)));
  }

  /// Deliveries end anywhere, and come again from anywhere up to where they ended.
  @Property(tries = 200)
  void sumsAreExactHoweverRequestsAreDelivered(
      @ForAll @NotEmpty @Size(max = 12) List<@IntRange(max = 5_000) Integer> sizes,
      @ForAll @Size(max = 8) List<@IntRange(max = 12) Integer> cuts) {
    var fresh = new InMemoryCounters();
    var records = new ArrayList<LaneRecord>();
    var expected = new HashMap<CounterKey, Numbers>();
    for (var i = 0; i < sizes.size(); i++) {
      var outcome = OUTCOMES.get(sizes.get(i) % OUTCOMES.size());
      records.add(request(i + 1, outcome, sizes.get(i)));
      expected.merge(requests(Records.DAY, outcome), Numbers.of(1), Numbers::plus);
      if (sizes.get(i) > 0) {
        expected.merge(bytes(Records.DAY), Numbers.of(sizes.get(i)), Numbers::plus);
      }
    }
    for (var cut : cuts) {
      var some = records.subList(0, Math.min(cut, records.size()));
      if (!some.isEmpty()) {
        aggregate(fresh).count(some);
      }
    }
    assertThat(aggregate(fresh).count(records)).isEmpty();
    assertThat(fresh.numbers()).isEqualTo(expected);
  }
}
