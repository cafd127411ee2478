package dev.lethe.aggregate.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.aggregate.Samples;
import dev.lethe.aggregate.ShortHash;
import dev.lethe.aggregate.restore.InMemoryInsights.OfDay;
import dev.lethe.aggregate.restore.Item.Admitted;
import dev.lethe.aggregate.restore.Item.Closed;
import dev.lethe.aggregate.restore.Item.Counted;
import dev.lethe.aggregate.restore.Item.Place;
import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.goals.GoalFacts;
import dev.lethe.shared.goals.Goals;
import dev.lethe.shared.goals.GoalsOrder;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.LaneMessage;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.StreamRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What becomes of each kind of statistics.
class InsightsRestoreTest {

  private static final String APP = CountingWorld.APP;

  private final CountingWorld world = new CountingWorld(Records.NOON, new Random(1));
  private Instant now = Records.NOON;
  private int sequence;

  private void pass(int days) {
    now = now.plus(Duration.ofDays(days));
    world.at(now);
  }

  private void deliver(LaneMessage message) {
    assertThat(world.deliver(List.of(Samples.delivered(3, ++sequence, message)))).isTrue();
  }

  private StreamRecord of(String label, Fact... facts) {
    return new StreamRecord(
        APP,
        label,
        0,
        LocalDate.ofInstant(now, ZoneOffset.UTC),
        ZoneOffset.UTC,
        90,
        now,
        Set.of(Purpose.values()),
        List.of(facts),
        null);
  }

  private Fact event(String name, int daysAgo) {
    return Records.tracked(name, "ios", "DE", now.minus(Duration.ofDays(daysAgo)));
  }

  private Command erase(String label) {
    return new Command(
        APP, label, Command.Kind.ERASE, Command.Consumer.AGGREGATE, 100, null, now, null);
  }

  private void restore(InMemoryInsights source, Instant at) {
    var restore = world.restore(source, new InMemoryWorkFiles());
    var plan = restore.plan("run", "source", at).plan();
    for (var segment = 0; segment < plan.segments(); segment++) {
      restore.read("run", segment);
    }
    for (var segment = 0; segment < plan.segments(); segment++) {
      restore.clear("run", segment);
    }
    for (var segment = 0; segment < plan.segments(); segment++) {
      restore.copy("run", segment);
    }
    for (var part = 0; part < plan.parts(); part++) {
      restore.put("run", part);
    }
    restore.end("run");
  }

  private static Counted counted(CounterKey counter, Numbers numbers, Map<Long, String> marks) {
    return new Counted(Place.of(counter, 3), numbers, marks);
  }

  private Set<CounterKey> ofGoals() {
    return world.people().keySet().stream().filter(Goals::isCountedBy).collect(Collectors.toSet());
  }

  /// What is not of goals, and of days that nothing was added to since.
  private Map<CounterKey, Numbers> ofOthers(Map<CounterKey, Numbers> all) {
    var others = new HashMap<>(all);
    others
        .keySet()
        .removeIf(counter ->
            Goals.isCountedBy(counter) || !counter.bucket().lastDay().isBefore(world.today()));
    return others;
  }

  private Fact goal() {
    var fact = GoalFacts.reached("swam");
    return new Fact(
        fact.type(), now, now, fact.digest(), fact.session(), fact.duration(), fact.values());
  }

  /// Also of days that are closed, of which the Ledger knows nothing.
  @Test
  void goalsThatWereForgottenSinceDoNotComeBack() {
    deliver(of("a", goal()));
    pass(100);
    world.close();
    deliver(of("b", goal(), event("A", 0)));
    var source = world.insights.copied();
    var backup = now;
    restore(source, backup);
    var before = world.people();
    assertThat(ofGoals()).extracting(counter -> counter.bucket().day()).hasSizeGreaterThan(2);

    world.orders.put(APP, new GoalsOrder(APP, backup, null));
    restore(source, backup);
    assertThat(ofGoals()).as("while it is done").isEmpty();

    world.orders.put(APP, new GoalsOrder(APP, backup, backup.plusSeconds(60)));
    pass(1);
    world.kept.hasLostGoals = entry -> entry.came().orElseThrow().isBefore(world.today());
    deliver(of("c", goal()));
    restore(source, backup);
    assertThat(ofGoals())
        .as("those of since do")
        .allMatch(counter -> !counter.bucket().lastDay().isBefore(world.today()));
    assertThat(ofGoals()).isNotEmpty();
    assertThat(world.people()).containsAllEntriesOf(ofOthers(before));
  }

  @Test
  void whoWasErasedSinceTheBackupIsNotInWhatIsRestored() {
    deliver(of("stays", event("A", 0)));
    deliver(of("goes", event("Only theirs", 0)));
    var source = world.insights.copied();
    var at = now;
    pass(1);
    deliver(erase("goes"));
    var before = world.people();
    world.insights = source.copied();
    restore(source, at);
    assertThat(world.people()).isEqualTo(before);
    assertThat(world.people().keySet()).noneMatch(counter -> counter.value().startsWith("Only"));
  }

  @Test
  void valuesThatAreCountedByThemselvesAreAdmitted() {
    deliver(of("stays", event("A", 0), event("Application Opened", 0)));
    deliver(of("goes", event("Only theirs", 0)));
    deliver(erase("goes"));
    var source = new InMemoryInsights();
    var known = ShortHash.of("known");
    var ends = now.plus(Duration.ofDays(1));
    var day = Records.DAY;
    source.admit(new Admitted(APP, Dimension.EVENT, day, Set.of(known), ends));
    source.admit(new Admitted(APP, Dimension.MODEL, day, Set.of(known), now));
    restore(source, now);
    var admitted = world.insights.admitted;
    assertThat(admitted).containsOnlyKeys(new OfDay(APP, Dimension.EVENT, day));
    assertThat(admitted.values())
        .extracting(Admitted::hashes)
        .containsExactly(Set.of(known, ShortHash.of("A")));
  }

  @Test
  void aTallyIsWhatIsMore() {
    var more = CounterKey.ofDay(APP, Metric.INTAKE, Records.DAY);
    var less = CounterKey.ofDay(APP, Metric.INTAKE, Records.DAY.minusDays(1));
    var lost = CounterKey.ofDay(APP, Metric.INTAKE, Records.DAY.minusDays(2));
    world.insights.put(
        List.of(counted(more, Numbers.of(5), Map.of()), counted(less, Numbers.of(1), Map.of())));
    var source = new InMemoryInsights();
    source.put(
        List.of(
            counted(more, Numbers.of(4), Map.of()),
            counted(less, Numbers.of(2), Map.of()),
            counted(lost, Numbers.of(3), Map.of())));
    restore(source, now);
    assertThat(world.insights.where(counter -> true))
        .isEqualTo(Map.of(more, Numbers.of(5), less, Numbers.of(2), lost, Numbers.of(3)));
  }

  @Test
  void whatWasClosedIsAsItWasAndWhatIsPastItsTimeIsNotCopied() {
    var closed = CounterKey.ofDay(APP, Metric.EVENTS, Records.DAY.minusDays(200));
    var hour =
        CounterKey.total(
            APP, Metric.EVENTS, new Bucket(Interval.HOUR, Records.DAY.minusDays(91), 7));
    var years = CounterKey.ofDay(APP, Metric.EVENTS, Records.DAY.minusYears(3));
    var later = CounterKey.ofDay(APP, Metric.EVENTS, Records.DAY.minusDays(150));
    world.insights.put(List.of(counted(later, Numbers.of(9), Map.of())));
    world.insights.close(new Closed(APP, Records.DAY.minusDays(94)));
    world.insights.close(new Closed("not there then", Records.DAY.minusDays(94)));
    var source = new InMemoryInsights();
    source.unknown = 1;
    source.put(
        List.of(
            counted(closed, new Numbers(7, 7, 0, 0), Map.of()),
            counted(hour, Numbers.of(1), Map.of()),
            counted(years, Numbers.of(1), Map.of())));
    source.close(new Closed(APP, Records.DAY.minusDays(100)));
    restore(source, now);
    assertThat(world.insights.where(counter -> true))
        .isEqualTo(Map.of(closed, new Numbers(7, 7, 0, 0)));
    assertThat(world.insights.closed(APP)).contains(Records.DAY.minusDays(100));
    assertThat(world.insights.closed("not there then")).isEmpty();
  }

  @Test
  void ofAnApplicationThatIsGoneNothingComesBack() {
    var closed = CounterKey.ofDay("app_gone", Metric.EVENTS, Records.DAY.minusDays(200));
    var tally = CounterKey.ofDay("app_gone", Metric.INTAKE, Records.DAY);
    var source = new InMemoryInsights();
    source.put(
        List.of(
            counted(closed, new Numbers(7, 7, 0, 0), Map.of()),
            counted(tally, Numbers.of(4), Map.of())));
    source.close(new Closed("app_gone", Records.DAY.minusDays(100)));
    world.gone.add("app_gone");
    restore(source, now);
    assertThat(world.insights.where(counter -> true)).isEmpty();
    assertThat(world.insights.closed("app_gone")).isEmpty();
  }

  /// The Ledger has forgotten the beginning of a month that is open still.
  @Test
  void whatTheLedgerHasHalfForgottenIsAsItWasWithWhatCameSince() {
    now = Instant.parse("2027-01-02T12:00:00Z");
    world.at(now);
    deliver(of("goes", event("A", 0)));
    deliver(of("stays", event("A", 0)));
    pass(28);
    deliver(of("goes", event("A", 0)));
    pass(29);
    var source = world.insights.copied();
    var at = now;
    pass(1);
    deliver(of("late", event("A", 30)));
    pass(33);
    deliver(erase("goes"));
    var month =
        CounterKey.total(
            APP, Metric.USERS, Bucket.of(Interval.MONTH, LocalDate.parse("2027-01-02")));
    // The first of them cannot be taken off any more: its entry has ended.
    assertThat(world.insights.where(month::equals))
        .isEqualTo(Map.of(month, new Numbers(3, 3, 3, 0)));
    var before = world.people();
    world.insights = new InMemoryInsights();
    restore(source, at);
    assertThat(world.people()).isEqualTo(before);
    restore(source, at);
    assertThat(world.people()).isEqualTo(before);
  }

  @Test
  void whatOneRunNeedsGoesWithIt() {
    deliver(of("stays", event("A", 0)));
    var files = new InMemoryWorkFiles();
    var restore = world.restore(new InMemoryInsights(), files);
    restore.plan("run", "source", now);
    restore.read("run", 0);
    assertThat(files.names("work/run/")).isNotEmpty();
    restore.end("run");
    assertThat(files.names("")).isEmpty();
  }
}
