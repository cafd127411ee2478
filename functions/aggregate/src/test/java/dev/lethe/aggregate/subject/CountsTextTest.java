package dev.lethe.aggregate.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.aggregate.Account;
import dev.lethe.aggregate.Entry;
import dev.lethe.aggregate.Filed;
import dev.lethe.aggregate.Found;
import dev.lethe.aggregate.Header;
import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.Records;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CountsTextTest {

  private static final CounterKey EVENTS = CounterKey.ofDay("app_1", Metric.EVENTS, Records.DAY);
  private static final CounterKey IOS =
      new CounterKey("app_1", Metric.RUNS, Dimension.PLATFORM, Records.DAY, "ios");

  private static Position at(int sequence) {
    return Position.of("shardId-000000000000:" + sequence);
  }

  private static Entry entry(long state, Map<CounterKey, Numbers> deltas) {
    return new Entry(at(1), 0, state, 0, List.of(), List.of(), deltas);
  }

  private static Account account(Header header, Entry... entries) {
    var filed = new ArrayList<Filed>();
    for (var entry : entries) {
      filed.add(Filed.of(Records.DAY, filed.size(), entry));
    }
    return new Account(Records.DAY, header, filed);
  }

  /// What was decided before a state was taken out of statistics.
  private static Header retracted(long state) {
    var retraction = new Header.Retraction(at(9), state, 0, new Found(0, 0, 0));
    return new Header(1, null, List.of(retraction), Header.NONE.skewed());
  }

  private static String counted(String... counters) {
    return "\"counted\":[" + String.join(",", Arrays.asList(counters)) + "]}";
  }

  private static String events(int n) {
    return "{\"metric\":\"events\",\"interval\":\"day\",\"when\":\"2026-11-24\",\"by\":null,\"value\":\"total\",\"n\":%d,\"subjects\":1,\"new\":1,\"milliseconds\":0}"
        .formatted(n);
  }

  @Test
  void whatEntriesAddToACounterIsSummed() {
    var text =
        CountsText.of(
            account(
                Header.NONE,
                entry(1, Map.of(EVENTS, new Numbers(2, 1, 1, 0))),
                entry(1, Map.of(EVENTS, Numbers.of(3), IOS, new Numbers(1, 1, 0, 1500)))));
    assertThat(text)
        .isEqualTo(
            "{\"entries\":2,\"takenOut\":0,"
                + counted(
                    events(5),
                    "{\"metric\":\"runs\",\"interval\":\"day\",\"when\":\"2026-11-24\",\"by\":\"platform\",\"value\":\"ios\",\"n\":1,\"subjects\":1,\"new\":0,\"milliseconds\":1500}"));
  }

  @Test
  void hoursAreToldApartFromTheirDay() {
    var hour = CounterKey.total("app_1", Metric.EVENTS, new Bucket(Interval.HOUR, Records.DAY, 12));
    assertThat(CountsText.of(account(Header.NONE, entry(1, Map.of(hour, Numbers.of(1))))))
        .contains("\"interval\":\"hour\",\"when\":\"2026-11-24T12\"");
  }

  @Test
  void whatAnObjectionTookOutIsNumberedAndNotCounted() {
    var text =
        CountsText.of(
            account(
                retracted(2),
                entry(1, Map.of(IOS, Numbers.of(7))),
                entry(2, Map.of(EVENTS, new Numbers(1, 1, 1, 0)))));
    assertThat(text).isEqualTo("{\"entries\":2,\"takenOut\":1," + counted(events(1)));
  }

  @Test
  void whatComesToNothingIsNotTold() {
    var one = new Numbers(1, 1, 1, 0);
    var text =
        CountsText.of(
            account(
                Header.NONE,
                entry(1, Map.of(EVENTS, one)),
                entry(1, Map.of(EVENTS, one.negated()))));
    assertThat(text).isEqualTo("{\"entries\":2,\"takenOut\":0," + counted());
  }

  @Test
  void ofTheErasedNothingIsThere() {
    var death = new Header.Death(at(9), new Found(0, 0, 0), Set.of());
    var dead = new Header(1, death, List.of(), Header.NONE.skewed());
    var emptied = new Account(Records.DAY, dead, List.of(Filed.emptied(Records.DAY, 0, 1)));
    assertThat(CountsText.of(emptied)).isEqualTo("{\"entries\":0,\"takenOut\":0," + counted());
    var notYetEmptied = account(dead, entry(1, Map.of(EVENTS, Numbers.of(1))));
    assertThat(CountsText.of(notYetEmptied)).endsWith(counted());
  }

  @Test
  void theSameAccountGivesTheSameText() {
    var entries =
        new Entry[] {
          entry(1, Map.of(IOS, Numbers.of(1), EVENTS, Numbers.of(2))),
          entry(1, Map.of(EVENTS, Numbers.of(3), IOS, Numbers.of(4)))
        };
    var text = CountsText.of(account(Header.NONE, entries));
    assertThat(text.indexOf("events")).isLessThan(text.indexOf("runs"));
    assertThat(CountsText.of(account(Header.NONE, entries[1], entries[0]))).isEqualTo(text);
  }
}
