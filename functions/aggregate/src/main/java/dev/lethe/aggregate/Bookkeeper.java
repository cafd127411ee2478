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

/// Decides what each record of one subject adds, once, and remembers it before anything is counted:
/// an event that is known already, from this record or another, adds nothing more.
///
/// It serves one delivery of records: what it has read of the Ledger it keeps, since whatever else
/// is written there makes its next write fail, and then it reads again.
final class Bookkeeper {

  /// How many events one entry is about: with the longest values that facts may have, it stays well
  /// below DynamoDB's 400 KB an item.
  static final int EVENTS_OF_ENTRY = 100;

  /// How much is remembered of a subject's day, in bytes: some ten thousand events. All of it is
  /// read for each delivery, so a subject that sends more is not counted any further that day, and
  /// holds up nobody else of its shard.
  static final int DAY_BYTES = 128 * 1024;

  /// How often it is decided anew when somebody else writes the same day of the same subject.
  private static final int LOOKS = 10;

  private final Ledger ledger;
  private final String label;
  private final Map<LocalDate, List<Chunk>> days = new HashMap<>();

  Bookkeeper(Ledger ledger, String label) {
    this.ledger = ledger;
    this.label = label;
  }

  /// What a record of this subject adds to which counters: the same, whenever it is asked.
  Map<CounterKey, Long> book(Position position, StreamRecord taken) {
    var deltas = new HashMap<CounterKey, Long>();
    byDay(taken.facts())
        .forEach((day, facts) -> {
          for (var from = 0; from < facts.size(); from += EVENTS_OF_ENTRY) {
            var to = Math.min(facts.size(), from + EVENTS_OF_ENTRY);
            var part = new Part(position, from / EVENTS_OF_ENTRY, day, facts.subList(from, to));
            book(part, taken).forEach((counter, n) -> deltas.merge(counter, n, Long::sum));
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
  private record Part(Position position, int number, LocalDate day, List<Fact> facts) {}

  private Map<CounterKey, Long> book(Part part, StreamRecord taken) {
    for (var look = 0; look < LOOKS; look++) {
      var chunks = chunks(part.day());
      var found =
          chunks.stream()
              .flatMap(chunk -> chunk.entries().stream())
              .filter(entry -> entry.isOf(part.position(), part.number()))
              .findFirst();
      if (found.isPresent()) {
        return found.get().deltas();
      }
      if (chunks.stream().mapToInt(Chunk::bytes).sum() > DAY_BYTES) {
        // A day never has less than it had: it is the same whenever this record comes again.
        return Tally.ofFlood(taken, part.facts().size());
      }
      var decided = decide(part, taken);
      if (write(part.day(), decided)) {
        return decided.deltas();
      }
      days.remove(part.day());
    }
    throw new IllegalStateException("Somebody else writes this day of the Ledger all the time.");
  }

  private List<Chunk> chunks(LocalDate day) {
    return days.computeIfAbsent(day, unread -> new ArrayList<>(ledger.chunks(label, unread)));
  }

  private Entry decide(Part part, StreamRecord taken) {
    var known = known(part);
    var fresh = new ArrayList<Fact>();
    var digests = new ArrayList<Bytes>();
    for (var fact : part.facts()) {
      if (known.add(fact.digest())) {
        fresh.add(fact);
        digests.add(fact.digest());
      }
    }
    var deltas = Tally.of(taken, fresh, part.facts().size() - fresh.size());
    return new Entry(part.position(), part.number(), taken.state(), digests, deltas);
  }

  /// A repeat of an event that told no time may come on the day after.
  private Set<Bytes> known(Part part) {
    var known = new HashSet<Bytes>();
    addDigests(chunks(part.day()), known);
    if (part.facts().stream().anyMatch(fact -> fact.raw() == null)) {
      addDigests(chunks(part.day().minusDays(1)), known);
    }
    return known;
  }

  private static void addDigests(List<Chunk> chunks, Set<Bytes> known) {
    chunks.stream()
        .flatMap(chunk -> chunk.entries().stream())
        .forEach(entry -> known.addAll(entry.digests()));
  }

  private boolean write(LocalDate day, Entry entry) {
    var chunks = chunks(day);
    var last = chunks.isEmpty() ? null : chunks.getLast();
    var more = last == null ? null : last.with(entry);
    if (more != null && !more.isFull()) {
      if (!ledger.extend(label, day, more)) {
        return false;
      }
      chunks.set(chunks.size() - 1, more.written());
      return true;
    }
    var opened = Chunk.opened(last == null ? 0 : last.number() + 1, entry);
    if (!ledger.open(label, day, last, opened)) {
      return false;
    }
    if (last != null) {
      chunks.set(chunks.size() - 1, last.written());
    }
    chunks.add(opened.written());
    return true;
  }
}
