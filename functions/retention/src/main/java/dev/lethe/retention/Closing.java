package dev.lethe.retention;

import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.log.Fault;
import dev.lethe.shared.registry.Application;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes statistics anonymous when nothing can be taken off them any more: groups of fewer subjects
/// than the threshold are summed for good, with the smallest of the others, so that their sum is of
/// many; where there is no other, and the total is small itself, they go.
final class Closing {

  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  /// Events may be 30 days old, and nothing is older than the first day that is closed.
  private static final int FIRST_DAYS = 40;

  private final Applications applications;
  private final Progress progress;
  private final Cells cells;
  private final int threshold;
  private final Executor threads;
  private final Clock clock;

  /// @param threshold the operator's; an application may ask for a higher one
  /// @param threads in which groups are closed beside each other
  Closing(
      Applications applications,
      Progress progress,
      Cells cells,
      int threshold,
      Executor threads,
      Clock clock) {
    this.applications = applications;
    this.progress = progress;
    this.cells = cells;
    this.threshold = threshold;
    this.threads = threads;
    this.clock = clock;
  }

  /// Closes what is due, day by day.
  ///
  /// @param until when to stop; the rest is for the next time
  /// @return whether nothing is left to do
  boolean run(Instant until) {
    var last =
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
            .minusDays(CounterKey.DAYS_UNTIL_CLOSED);
    var failed = 0;
    for (var application : applications.all()) {
      try {
        if (!close(application, last, until)) {
          return false;
        }
      } catch (RuntimeException e) {
        Fault.log(LOG, "Not all counters of an application could be closed.", e);
        failed++;
      }
    }
    if (failed > 0) {
      // The function fails, and an alarm tells it.
      throw new IllegalStateException(failed + " applications have counters that stay open.");
    }
    return true;
  }

  private boolean close(Application application, LocalDate last, Instant until) {
    var app = application.id();
    var least = Math.max(threshold, application.settings().smallGroupThreshold());
    var first = progress.closed(app).orElseGet(() -> last.minusDays(FIRST_DAYS)).plusDays(1);
    if (first.isAfter(last)) {
      return true;
    }
    for (var bucket : due(app, first, last)) {
      if (!clock.instant().isBefore(until)) {
        return false;
      }
      close(app, bucket, least);
      progress.note(app, bucket.lastDay().minusDays(1));
    }
    progress.note(app, last);
    return true;
  }

  /// What ends on some days and has anything to close, in the order in which it ends. Hours are
  /// gone by then.
  private List<Bucket> due(String app, LocalDate first, LocalDate last) {
    return Arrays.stream(Interval.values())
        .filter(interval -> interval != Interval.HOUR)
        .flatMap(interval ->
            cells
                .met(app, sign(interval), Bucket.of(interval, first), Bucket.of(interval, last))
                .stream())
        .filter(bucket -> !bucket.lastDay().isBefore(first) && !bucket.lastDay().isAfter(last))
        .sorted(Comparator.comparing(Bucket::lastDay).thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /// Where this metric was not met there is nothing.
  private static Metric sign(Interval interval) {
    return interval == Interval.DAY ? Metric.EVENTS : Metric.USERS;
  }

  /// The total of events goes last: until then it is seen that something may be left.
  private void close(String app, Bucket bucket, int least) {
    var sign = sign(bucket.interval());
    var metrics =
        Arrays.stream(Metric.values())
            .filter(metric -> metric.isOfPeople() && metric.intervals().contains(bucket.interval()))
            .toList();
    closeAll(
        metrics.stream()
            .flatMap(metric ->
                metric.dimensions().stream()
                    .map(dimension -> new Group(app, metric, bucket, dimension))),
        least);
    closeAll(
        metrics.stream()
            .filter(metric -> metric != sign)
            .map(metric -> new Group(app, metric, bucket, null)),
        least);
    close(new Group(app, sign, bucket, null), least);
  }

  private void closeAll(Stream<Group> groups, int least) {
    CompletableFuture.allOf(
            groups
                .map(group -> CompletableFuture.runAsync(() -> close(group, least), threads))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  private void close(Group group, int least) {
    var values = cells.values(group);
    var empty = named(values, Numbers::isZero);
    if (!empty.isEmpty()) {
      cells.drop(group, empty);
    }
    var small = named(values, numbers -> !numbers.isZero() && numbers.subjects() < least);
    small.remove(CounterKey.SUPPRESSED);
    if (small.isEmpty()) {
      return;
    }
    if (group.dimension() == null) {
      cells.drop(group, small);
      return;
    }
    var others = named(values, numbers -> numbers.subjects() >= least);
    if (others.isEmpty() && isSmallInAll(group, least)) {
      cells.drop(group, small);
      return;
    }
    if (!others.contains(CounterKey.SUPPRESSED)) {
      others.stream()
          .min(
              Comparator.comparingLong((String value) -> subjects(values, value))
                  .thenComparing(Comparator.naturalOrder()))
          .ifPresent(small::add);
    }
    cells.sum(group, small);
  }

  private static long subjects(Map<String, Numbers> values, String value) {
    return values.getOrDefault(value, Numbers.NONE).subjects();
  }

  private static Set<String> named(Map<String, Numbers> values, Predicate<Numbers> which) {
    return values.entrySet().stream()
        .filter(value -> which.test(value.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private boolean isSmallInAll(Group group, int least) {
    var total = cells.values(new Group(group.app(), group.metric(), group.bucket(), null));
    return subjects(total, CounterKey.TOTAL) < least;
  }
}
