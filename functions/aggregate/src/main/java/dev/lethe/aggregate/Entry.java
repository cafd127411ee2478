package dev.lethe.aggregate;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.record.Bytes;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// What was decided about a record's events of one day: it is decided once, and whoever meets the
/// record again takes what stands here.
///
/// @param position the record's
/// @param part which of them, from 0, if they are too many for one entry
/// @param state the version of the subject's state that the gate decided under
/// @param digests of the events that were not known before
/// @param deltas what they add to which counters
public record Entry(
    Position position, int part, long state, List<Bytes> digests, Map<CounterKey, Long> deltas) {

  public Entry {
    digests = List.copyOf(digests);
    deltas = Map.copyOf(deltas);
  }

  boolean isOf(Position record, int number) {
    return part == number && position.equals(record);
  }

  /// The last day of a counter that it changes.
  LocalDate lastDay(LocalDate eventDay) {
    return deltas.keySet().stream().map(CounterKey::day).max(LocalDate::compareTo).orElse(eventDay);
  }
}
