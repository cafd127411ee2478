package dev.lethe.aggregate;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.StreamRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Decides what each record adds, once, and remembers it before anything is counted: an event that
/// is known already, from this record or another, adds nothing more.
final class Bookkeeper {

  /// How many events one entry is about: with the longest values that facts may have, it stays well
  /// below DynamoDB's 400 KB an item.
  static final int EVENTS_OF_ENTRY = 100;

  /// How often it is decided anew when somebody else writes the same day of the same subject.
  private static final int LOOKS = 10;

  private final Ledger ledger;

  Bookkeeper(Ledger ledger) {
    this.ledger = ledger;
  }

  /// What a record adds to which counters: the same, whenever it is asked.
  Map<CounterKey, Long> book(Position position, StreamRecord taken) {
    var deltas = new HashMap<CounterKey, Long>();
    byDay(taken.facts())
        .forEach((day, facts) ->
            new DayOf(position, taken, day)
                .book(facts)
                .forEach((counter, number) -> deltas.merge(counter, number, Long::sum)));
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

  /// A record's events of one day.
  private final class DayOf {

    private final Position position;
    private final StreamRecord taken;
    private final LocalDate day;
    private List<Chunk> chunks;

    DayOf(Position position, StreamRecord taken, LocalDate day) {
      this.position = position;
      this.taken = taken;
      this.day = day;
      this.chunks = read();
    }

    private List<Chunk> read() {
      return new ArrayList<>(ledger.chunks(taken.label(), day));
    }

    Map<CounterKey, Long> book(List<Fact> facts) {
      var deltas = new HashMap<CounterKey, Long>();
      for (var from = 0; from < facts.size(); from += EVENTS_OF_ENTRY) {
        var to = Math.min(facts.size(), from + EVENTS_OF_ENTRY);
        entry(from / EVENTS_OF_ENTRY, facts.subList(from, to))
            .deltas()
            .forEach((counter, number) -> deltas.merge(counter, number, Long::sum));
      }
      return deltas;
    }

    private Entry entry(int part, List<Fact> facts) {
      for (var look = 0; look < LOOKS; look++) {
        var found =
            chunks.stream()
                .flatMap(chunk -> chunk.entries().stream())
                .filter(entry -> entry.isOf(position, part))
                .findFirst();
        if (found.isPresent()) {
          return found.get();
        }
        var decided = decide(part, facts);
        if (write(decided)) {
          return decided;
        }
        chunks = read();
      }
      throw new IllegalStateException("Somebody else writes this day of the Ledger all the time.");
    }

    private Entry decide(int part, List<Fact> facts) {
      var known = known(facts);
      var fresh = new ArrayList<Fact>();
      var digests = new ArrayList<Bytes>();
      for (var fact : facts) {
        if (known.add(fact.digest())) {
          fresh.add(fact);
          digests.add(fact.digest());
        }
      }
      var deltas = Tally.of(taken, fresh, facts.size() - fresh.size());
      return new Entry(position, part, taken.state(), digests, deltas);
    }

    /// A repeat of an event that told no time may come on the day after.
    private Set<Bytes> known(List<Fact> facts) {
      var known = new HashSet<Bytes>();
      addDigests(chunks, known);
      if (facts.stream().anyMatch(fact -> fact.raw() == null)) {
        addDigests(ledger.chunks(taken.label(), day.minusDays(1)), known);
      }
      return known;
    }

    private static void addDigests(List<Chunk> chunks, Set<Bytes> known) {
      chunks.stream()
          .flatMap(chunk -> chunk.entries().stream())
          .forEach(entry -> known.addAll(entry.digests()));
    }

    private boolean write(Entry entry) {
      var last = chunks.isEmpty() ? null : chunks.getLast();
      if (last != null && !last.with(entry).isFull()) {
        var more = last.with(entry);
        if (!ledger.extend(taken.label(), day, more)) {
          return false;
        }
        chunks.set(chunks.size() - 1, more.written());
        return true;
      }
      var opened = Chunk.opened(last == null ? 0 : last.number() + 1, entry);
      if (!ledger.open(taken.label(), day, last, opened)) {
        return false;
      }
      if (last != null) {
        chunks.set(chunks.size() - 1, last.written());
      }
      chunks.add(opened.written());
      return true;
    }
  }
}
