package dev.lethe.retention.probe;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// Measures a part, from where it was left. It may be killed anywhere and repeated: what is kept of
/// it is all up to a point, and the point.
final class Measuring {

  private final Papers papers;
  private final Function<Part, Walk> walks;
  private final Clock clock;

  Measuring(Papers papers, Function<Part, Walk> walks, Clock clock) {
    this.papers = papers;
    this.walks = walks;
    this.clock = clock;
  }

  /// Measures on.
  ///
  /// @param isLate whether time is nearly up
  /// @return whether the part is done
  boolean go(String run, Part part, BooleanSupplier isLate) {
    var folder = new ProbeFolder(papers, run);
    var before = folder.state(part);
    if (before.state().isDone()) {
      return true;
    }
    var counting = new Counting(before.state(), folder.at(), isLate);
    walks.apply(part).go(before.state().point(), counting);
    folder.keep(part, before, counting.state(clock.instant()));
    return folder.state(part).state().isDone();
  }

  /// Counts what is shown. What was shown since the last point counts when the next is told.
  private static final class Counting implements Walk.Sink {

    private final Instant now;
    private final BooleanSupplier isLate;
    private final TreeMap<Amounts.Slot, Amount> counted;
    private final TreeMap<Amounts.Slot, Amount> open = new TreeMap<>();
    private String point;
    private boolean isStopped;

    Counting(PartState before, Instant now, BooleanSupplier isLate) {
      this.counted = new TreeMap<>(before.amounts().bySlot());
      this.point = before.point();
      this.now = now;
      this.isLate = isLate;
    }

    @Override
    public void seen(Seen seen) {
      open.merge(Amounts.Slot.of(seen), Amount.of(seen, now), Amount::plus);
    }

    @Override
    public boolean upTo(String reached) {
      close();
      point = reached;
      isStopped = isLate.getAsBoolean();
      return !isStopped;
    }

    private void close() {
      open.forEach((slot, amount) -> counted.merge(slot, amount, Amount::plus));
      open.clear();
    }

    PartState state(Instant until) {
      if (!isStopped) {
        close();
      }
      return new PartState(until, !isStopped, point, new Amounts(counted), List.of(), Map.of());
    }
  }
}
