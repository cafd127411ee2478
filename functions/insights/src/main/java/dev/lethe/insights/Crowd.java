package dev.lethe.insights;

import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import java.util.EnumSet;
import java.util.Set;

/// Whom a number is about. A number is told only if its crowd is large enough, and hides no small
/// one.
sealed interface Crowd {

  /// Whom an offering was shown to, or who did something with one.
  Crowd OF_OFFERINGS = new In(EnumSet.range(Metric.OFFERINGS_SHOWN, Metric.OFFERINGS_COMPLETED));

  /// Who ran the app, once or more often.
  Crowd RUNNERS = new InOneOf(EnumSet.range(Metric.RAN_ONCE, Metric.RAN_MORE));

  /// Who had an event.
  Crowd USERS = in(Metric.EVENTS, Metric.USERS);

  /// How many subjects it is at least; zero only if it is nobody.
  long size(Cell cell);

  /// Who is in any of some metrics: no fewer than in the largest.
  record In(Set<Metric> metrics) implements Crowd {
    @Override
    public long size(Cell cell) {
      return metrics.stream().mapToLong(metric -> people(cell.of(metric))).max().orElse(0);
    }
  }

  /// Who is in one of some metrics, and in no other.
  record InOneOf(Set<Metric> metrics) implements Crowd {
    @Override
    public long size(Cell cell) {
      return metrics.stream().mapToLong(metric -> people(cell.of(metric))).sum();
    }
  }

  /// Who was not known before.
  record New() implements Crowd {
    @Override
    public long size(Cell cell) {
      return Math.max(0, cell.sum().fresh());
    }
  }

  /// Who was.
  record Returning() implements Crowd {
    @Override
    public long size(Cell cell) {
      return Math.max(0, cell.sum().subjects() - cell.sum().fresh());
    }
  }

  static Crowd in(Metric... metrics) {
    return new In(Set.of(metrics));
  }

  /// What is counted is of somebody, whatever is said of them. A counter that is being corrected
  /// may be under zero for a moment: then it is of nobody.
  private static long people(Numbers numbers) {
    var isNothing = numbers.n() <= 0 && numbers.subjects() <= 0;
    return isNothing ? 0 : Math.max(1, numbers.subjects());
  }
}
