package dev.lethe.insights;

import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/// Whom a number is about. A number is told only if its crowd is large enough, and hides no small
/// one.
sealed interface Crowd {

  /// How many subjects it is at least; zero only if it is nobody.
  long size(Cell cell);

  /// The same of several values that were summed for good: somebody may be in two of them.
  default long least(Cell cell) {
    return size(cell);
  }

  /// The metrics without which it is not known who it is.
  default Set<Metric> needs() {
    return Set.of();
  }

  /// Who is in any of some metrics: no fewer than in the largest.
  record In(Set<Metric> metrics) implements Crowd {
    @Override
    public long size(Cell cell) {
      return people(metrics, cell).max().orElse(0);
    }

    @Override
    public Set<Metric> needs() {
      return metrics.size() == 1 ? metrics : Set.of();
    }
  }

  /// Who ran the app, once or more often: each is in one class.
  record Runners() implements Crowd {

    private static final Set<Metric> CLASSES = EnumSet.range(Metric.RAN_ONCE, Metric.RAN_MORE);

    @Override
    public long size(Cell cell) {
      return Math.max(people(needs(), cell).sum(), people(CLASSES, cell).sum());
    }

    @Override
    public long least(Cell cell) {
      return LongStream.concat(people(needs(), cell), people(CLASSES, cell)).max().orElse(0);
    }

    @Override
    public Set<Metric> needs() {
      return Set.of(Metric.RUNS);
    }
  }

  /// Who was not known before.
  record New() implements Crowd {
    @Override
    public long size(Cell cell) {
      return Math.max(0, cell.sum().fresh());
    }

    @Override
    public long least(Cell cell) {
      return somebody(cell);
    }
  }

  /// Who was.
  record Returning() implements Crowd {
    @Override
    public long size(Cell cell) {
      return Math.max(0, cell.sum().subjects() - cell.sum().fresh());
    }

    @Override
    public long least(Cell cell) {
      return somebody(cell);
    }
  }

  /// Who is in none of the parts that are known: of closed counters, small ones are not.
  record Left(Crowd whole, List<Crowd> parts) implements Crowd {
    @Override
    public long size(Cell cell) {
      return Math.max(
          0, whole.size(cell) - parts.stream().mapToLong(part -> part.size(cell)).sum());
    }
  }

  /// Who had an event.
  static Crowd users() {
    return in(Metric.EVENTS, Metric.USERS);
  }

  /// Whom an offering was shown to, or who did something with one.
  static Crowd ofOfferings() {
    return new In(EnumSet.range(Metric.OFFERINGS_SHOWN, Metric.OFFERINGS_COMPLETED));
  }

  static Crowd in(Metric... metrics) {
    return new In(Set.of(metrics));
  }

  /// Perhaps one, if there is anybody: of values that were summed for good nobody knows who was
  /// new, nor whether their parts were summed with them.
  private static long somebody(Cell cell) {
    return Math.clamp(cell.sum().subjects(), 0, 1);
  }

  private static LongStream people(Collection<Metric> metrics, Cell cell) {
    return metrics.stream().mapToLong(metric -> people(cell.of(metric)));
  }

  /// What is counted is of somebody, whatever is said of them. A counter that is being corrected
  /// may be under zero for a moment: then it is of nobody.
  private static long people(Numbers numbers) {
    var isNothing = numbers.n() <= 0 && numbers.subjects() <= 0;
    return isNothing ? 0 : Math.max(1, numbers.subjects());
  }
}
