package dev.lethe.aggregate;

import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.StreamRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Decides what each record of one subject adds, once, and remembers it before anything is counted:
/// an event that is known already, from this record or another, adds nothing more.
final class Bookkeeper {

  /// How many events one entry is about: with the longest values that facts may have, it stays well
  /// below DynamoDB's 400 KB an item.
  static final int EVENTS_OF_ENTRY = 100;

  /// How much is remembered of a subject's day, in bytes: some ten thousand events. All of it is
  /// read for each delivery, so a subject that sends more is not counted any further that day, and
  /// holds up nobody else of its shard.
  static final int DAY_BYTES = 128 * 1024;

  /// How long after it came a record is counted. Its events may be 30 days old, and their month may
  /// have begun 30 days before them: so long, and a day, entries are kept by which a month is
  /// judged.
  static final Duration LATEST = Duration.ofDays(30);

  private final Desk desk;
  private final Values values;
  private final Clock clock;

  Bookkeeper(Desk desk, Values values, Clock clock) {
    this.desk = desk;
    this.values = values;
    this.clock = clock;
  }

  /// What a record of this subject adds to which counters: the same, whenever it is asked.
  Map<CounterKey, Numbers> book(Position position, StreamRecord taken) {
    var deltas = new HashMap<CounterKey, Numbers>();
    byDay(taken.facts())
        .forEach((day, facts) -> {
          for (var from = 0; from < facts.size(); from += EVENTS_OF_ENTRY) {
            var to = Math.min(facts.size(), from + EVENTS_OF_ENTRY);
            var part = new Part(position, from / EVENTS_OF_ENTRY, day, facts.subList(from, to));
            book(part, taken)
                .forEach((counter, numbers) -> deltas.merge(counter, numbers, Numbers::plus));
          }
        });
    return deltas;
  }

  /// By the UTC day that the device told; what told no time is of the day on which it came.
  private static Map<LocalDate, List<Fact>> byDay(List<Fact> facts) {
    var days = new TreeMap<LocalDate, List<Fact>>();
    for (var fact : facts) {
      var time = fact.raw() == null ? fact.time() : fact.raw();
      days.computeIfAbsent(day(time), unseen -> new ArrayList<>()).add(fact);
    }
    return days;
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  /// What one entry is about.
  private record Part(Position position, int number, LocalDate day, List<Fact> facts) {

    /// A repeat of an event that told no time may come on the day after; and be first on the
    /// stream.
    boolean hasNeighbours() {
      return facts.stream().anyMatch(fact -> fact.raw() == null);
    }
  }

  private Map<CounterKey, Numbers> book(Part part, StreamRecord taken) {
    return desk.settle(daysOf(part, taken), sight -> book(part, taken, sight));
  }

  /// From which day on entries must be read: those that are filed where its repeats are, and those
  /// that count on the days it asks for, which are filed a day away at most unless they are skewed.
  private static LocalDate daysOf(Part part, StreamRecord taken) {
    var filed = part.hasNeighbours() ? part.day().minusDays(1) : part.day();
    return Stream.concat(
            Stream.of(filed),
            part.facts().stream().map(fact -> Count.asksFrom(fact, taken).minusDays(1)))
        .min(LocalDate::compareTo)
        .orElse(filed);
  }

  private Desk.Outcome<Map<CounterKey, Numbers>> book(
      Part part, StreamRecord taken, Desk.Sight sight) {
    var account = sight.account();
    var found = account.entry(part.day(), part.position(), part.number());
    if (found.isPresent()) {
      return new Desk.Outcome.Settled<>(found.get().deltas());
    }
    if (account.header().death() != null) {
      return new Desk.Outcome.Settled<>(Map.of());
    }
    if (bytes(part, taken, account) > DAY_BYTES) {
      // A day never has less than it had: it is the same whenever this record comes again.
      var tally = new Tally(taken.app(), taken.received(), taken.zone());
      tally.add(Tally.FLOODING, part.facts().size());
      return new Desk.Outcome.Settled<>(tally.numbers());
    }
    var fresh = fresh(part, account);
    var outcome = outcome(taken, account.header());
    var isCounted = outcome.equals(Tally.TAKEN);
    var counted =
        isCounted
            ? fresh.stream().map(fact -> Bounded.of(fact, taken, values)).toList()
            : List.<Fact>of();
    var count = new Count(taken, sight.standing());
    var month = firstDayOfMonths(counted, taken, count, account.from());
    if (month.isBefore(account.from())) {
      return new Desk.Outcome.ReadMore<>(month);
    }
    counted.forEach(count::add);
    var entry = entry(part, taken, account.header().version(), fresh, outcome, count);
    return sight.enter(part.day(), entry)
        ? new Desk.Outcome.Settled<>(entry.deltas())
        : new Desk.Outcome.Again<>();
  }

  /// How much is remembered of the day; of all days to come, if the device's clock is ahead: it may
  /// tell any number of them.
  private static int bytes(Part part, StreamRecord taken, Account account) {
    var tomorrow = day(taken.received()).plusDays(1);
    return part.day().isAfter(tomorrow) ? account.bytesAfter(tomorrow) : account.bytes(part.day());
  }

  /// The first day of all weeks and months that must be looked at, and a day more.
  private static LocalDate firstDayOfMonths(
      List<Fact> counted, StreamRecord taken, Count count, LocalDate otherwise) {
    return counted.stream()
        .filter(count::needsMonth)
        .flatMap(fact ->
            Stream.of(Interval.WEEK, Interval.MONTH)
                .map(interval -> Bucket.of(interval, Count.day(fact, taken)).day().minusDays(1)))
        .min(LocalDate::compareTo)
        .orElse(otherwise);
  }

  /// What becomes of events that are not known yet.
  private String outcome(StreamRecord taken, Header header) {
    if (!taken.purposes().contains(Purpose.STATISTICS)
        || taken.state() < header.retractedBefore()) {
      return Tally.OBJECTED;
    }
    return clock.instant().isAfter(taken.received().plus(LATEST)) ? Tally.LATE : Tally.TAKEN;
  }

  private static Entry entry(
      Part part, StreamRecord taken, long header, List<Fact> fresh, String outcome, Count count) {
    var tally = new Tally(taken.app(), taken.received(), taken.zone());
    tally.add(outcome, fresh.size());
    tally.add(Tally.REPEATED, part.facts().size() - fresh.size());
    var deltas = new HashMap<>(count.numbers());
    deltas.putAll(tally.numbers());
    return new Entry(
        part.position(),
        part.number(),
        taken.state(),
        header,
        fresh.stream().map(Fact::digest).toList(),
        count.sessions(),
        deltas);
  }

  /// The events that are not known yet.
  private static List<Fact> fresh(Part part, Account account) {
    var known = new HashSet<Bytes>();
    account.entries(part.day()).forEach(entry -> known.addAll(entry.digests()));
    if (part.hasNeighbours()) {
      Stream.of(part.day().minusDays(1), part.day().plusDays(1))
          .flatMap(account::entries)
          .forEach(entry -> known.addAll(entry.digests()));
    }
    return part.facts().stream().filter(fact -> known.add(fact.digest())).toList();
  }
}
