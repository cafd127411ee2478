package dev.lethe.aggregate;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Bytes;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What was decided about a record's events of one day: it is decided once, and whoever meets the
/// record again takes what stands here. It never changes, but that goals are taken out of it when
/// they are to be forgotten (`infra-tests/model/goals.py`).
///
/// @param position the record's
/// @param part which of them, from 0, if they are too many for one entry
/// @param state the version of the subject's state that the gate decided under
/// @param header the version of the label's header that it was decided under
/// @param digests of the events that were not known before
/// @param sessions of the events that are counted
/// @param deltas what they add to which counters
public record Entry(
    Position position,
    int part,
    long state,
    long header,
    List<Bytes> digests,
    List<SessionDay> sessions,
    Map<CounterKey, Numbers> deltas) {

  public Entry {
    digests = List.copyOf(digests);
    sessions = List.copyOf(sessions);
    deltas = Map.copyOf(deltas);
  }

  /// A session that had an event on a day, of the application's time zone.
  public record SessionDay(Bytes session, LocalDate day) {}

  /// The same, decided under another version of the header.
  Entry under(long version) {
    return new Entry(position, part, state, version, digests, sessions, deltas);
  }

  /// The same without what it adds to some counters.
  public Entry without(Predicate<CounterKey> some) {
    var others = new HashMap<>(deltas);
    others.keySet().removeIf(some);
    return new Entry(position, part, state, header, digests, sessions, others);
  }

  boolean isOf(Position record, int number) {
    return part == number && position.equals(record);
  }

  /// What of it is about people: what commands take off.
  public Stream<Map.Entry<CounterKey, Numbers>> ofPeople() {
    return deltas.entrySet().stream().filter(delta -> delta.getKey().metric().isOfPeople());
  }

  /// The days on which it counts something about its subject.
  Stream<LocalDate> days() {
    return days(ofPeople().map(Map.Entry::getKey));
  }

  /// The day on which its record came, of the application's time zone: the one on which it says
  /// what became of events.
  public Optional<LocalDate> came() {
    return deltas.keySet().stream()
        .filter(counter -> !counter.metric().isOfPeople())
        .map(counter -> counter.bucket().day())
        .findAny();
  }

  /// The last day that it counts anything on.
  ///
  /// @param filed the day whose events it is about
  public LocalDate lastDay(LocalDate filed) {
    return days(deltas.keySet().stream()).max(LocalDate::compareTo).orElse(filed);
  }

  private static Stream<LocalDate> days(Stream<CounterKey> counters) {
    return counters
        .map(CounterKey::bucket)
        .filter(bucket -> bucket.interval() == Interval.DAY)
        .map(bucket -> bucket.day());
  }
}
