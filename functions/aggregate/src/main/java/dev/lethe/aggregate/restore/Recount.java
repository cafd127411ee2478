package dev.lethe.aggregate.restore;

import dev.lethe.aggregate.restore.Item.Counted;
import dev.lethe.aggregate.restore.Item.Place;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Marks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What a counter stands at, of what it stood at and of what the Ledger says of it.
final class Recount {

  private final RestoredTable restored;
  private final Marks marks;
  private final Map<Long, String> known = new HashMap<>();
  private final Map<String, Boolean> closed = new HashMap<>();

  Recount(RestoredTable restored, Marks marks) {
    this.restored = restored;
    this.marks = marks;
  }

  /// A counter that the Ledger has all of.
  Counted remade(Place place, List<Row> rows) {
    return new Counted(place, sum(rows), upToMarks(Map.of(), rows));
  }

  /// A counter as it was, with what it had not counted then; nothing if there is none of that.
  Optional<Counted> corrected(Place place, List<Row> rows) {
    if (isClosed(place)) {
      return Optional.empty();
    }
    var before =
        restored.counter(place).orElseGet(() -> new Counted(place, Numbers.NONE, Map.of()));
    var missing = rows.stream().filter(row -> lacks(before, row)).toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Counted(
                place,
                before.numbers().plus(sum(missing)),
                upToMarks(before.watermarks(), missing)));
  }

  /// Closed counters have no watermarks, and what commands took off them is off.
  private boolean isClosed(Place place) {
    var counter = place.counter();
    return closed.computeIfAbsent(
        counter.app() + '#' + counter.bucket().lastDay(),
        unseen ->
            restored
                .closed(counter.app())
                .filter(day -> !counter.bucket().lastDay().isAfter(day))
                .isPresent());
  }

  private static boolean lacks(Counted before, Row row) {
    var watermark = before.watermarks().get(row.shard());
    return watermark == null
        || Objects.requireNonNull(row.sequence(), "a sum of all").compareTo(watermark) > 0;
  }

  private static Numbers sum(List<Row> rows) {
    return rows.stream().map(Row::numbers).reduce(Numbers.NONE, Numbers::plus);
  }

  /// All is counted that stands before a shard's mark, and nothing that comes again.
  private Map<Long, String> upToMarks(Map<Long, String> before, List<Row> rows) {
    var watermarks = new HashMap<>(before);
    for (var row : rows) {
      watermarks.merge(row.shard(), mark(row.shard()), (a, b) -> a.compareTo(b) > 0 ? a : b);
    }
    return watermarks;
  }

  private String mark(long shard) {
    return known.computeIfAbsent(
        shard,
        unseen -> Objects.requireNonNull(marks.of(shard).sequence(), "a shard that is not read"));
  }
}
