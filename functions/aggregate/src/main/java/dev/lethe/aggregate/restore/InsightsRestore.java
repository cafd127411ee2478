package dev.lethe.aggregate.restore;

import dev.lethe.aggregate.Bounded;
import dev.lethe.aggregate.ShortHash;
import dev.lethe.aggregate.Values;
import dev.lethe.aggregate.restore.Item.Admitted;
import dev.lethe.aggregate.restore.Item.Closed;
import dev.lethe.aggregate.restore.Item.Counted;
import dev.lethe.aggregate.restore.RestoreFolder.Plan;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.goals.GoalsOrders;
import dev.lethe.shared.lane.Marks;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.registry.GoneApplications;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes statistics again, step by step, while nobody reads or writes them. Each step may be killed
/// anywhere and run again, and what it writes is the same each time.
final class InsightsRestore {

  private static final Logger LOG = LoggerFactory.getLogger(InsightsRestore.class);

  /// Read and written again in a minute or two.
  private static final long BYTES_OF_SEGMENT = 32L << 20;

  private static final int MOST_SEGMENTS = 10_000;

  /// More would be more files of each segment.
  private static final int MOST_PARTS = 64;

  /// How many items are written at once.
  private static final int AT_ONCE = 500;

  private final LedgerParts ledger;
  private final Marks marks;
  private final LiveTable live;
  private final Function<String, RestoredTable> tables;
  private final WorkFiles files;
  private final GoneApplications gone;
  private final GoalsOrders goals;
  private final Clock clock;

  /// @param tables restored ones, by their names
  /// @param gone applications of which nothing comes back
  /// @param goals applications of which no goals of before come back
  InsightsRestore(
      LedgerParts ledger,
      Marks marks,
      LiveTable live,
      Function<String, RestoredTable> tables,
      WorkFiles files,
      GoneApplications gone,
      GoalsOrders goals,
      Clock clock) {
    this.ledger = ledger;
    this.marks = marks;
    this.live = live;
    this.tables = tables;
    this.files = files;
    this.gone = gone;
    this.goals = goals;
    this.clock = clock;
  }

  /// Says in how many parts it is done.
  ///
  /// @param backup the time that the restored table is of
  RestoreFolder plan(String run, String source, Instant backup) {
    var bytes = Math.max(ledger.bytes(), Math.max(live.bytes(), tables.apply(source).bytes()));
    var segments = (int) Math.min(bytes / BYTES_OF_SEGMENT + 1, MOST_SEGMENTS);
    var folder = new RestoreFolder(files, run);
    folder.keep(
        new Plan(
            new Horizon(clock.instant(), backup),
            source,
            segments,
            Math.min(segments, MOST_PARTS)));
    return folder;
  }

  /// Adds up what a segment of the Ledger says.
  void read(String run, int segment) {
    var folder = new RestoreFolder(files, run);
    var plan = folder.plan();
    var reading = new LedgerReading(plan.horizon(), marks);
    ledger.read(segment, plan.segments(), plan.horizon().now(), reading);
    reading.rows().stream()
        .collect(Collectors.groupingBy(row -> row.part(plan.parts())))
        .forEach((part, rows) -> folder.keep(segment, part, rows));
  }

  /// Deletes what is about people in a segment of the live table, and how far it is closed.
  void clear(String run, int segment) {
    var plan = new RestoreFolder(files, run).plan();
    var gone = new ArrayList<Item>();
    live.read(
        segment,
        plan.segments(),
        item -> {
          if (item instanceof Closed
              || (item instanceof Counted counted
                  && counted.place().counter().metric().isOfPeople())) {
            gone.add(item);
          }
        });
    for (var from = 0; from < gone.size(); from += AT_ONCE) {
      live.delete(gone.subList(from, Math.min(gone.size(), from + AT_ONCE)));
    }
  }

  /// Copies what is to be copied of a segment of the restored table.
  void copy(String run, int segment) {
    var plan = new RestoreFolder(files, run).plan();
    var open = new ArrayList<Counted>();
    var isGone = new HashMap<String, Boolean>();
    var forgotten = new ForgottenGoals(goals);
    tables
        .apply(plan.source())
        .read(
            segment,
            plan.segments(),
            item -> {
              if (isGone.computeIfAbsent(item.app(), app -> !gone.among(Set.of(app)).isEmpty())) {
                return;
              }
              if (forgotten.has(item, plan.horizon().backup())) {
                return;
              }
              switch (item) {
                case Counted counted -> {
                  switch (plan.horizon().of(counted.place().counter())) {
                    case CORRECTED, AS_IT_WAS -> open.add(counted);
                    case TALLY -> live.putIfMore(counted);
                    case REMADE, OVER -> {
                      // The Ledger says it, or nobody any more.
                    }
                  }
                }
                case Admitted admitted -> {
                  if (plan.horizon().now().isBefore(admitted.ends())) {
                    live.admit(admitted);
                  }
                }
                case Closed closed -> live.close(closed);
                case Item.Unknown() -> LOG.warn("An item of the restored table is not known.");
              }
              put(open, AT_ONCE);
            });
    put(open, 1);
  }

  /// @param least how many it must be
  private void put(List<Counted> counters, int least) {
    if (counters.size() >= least) {
      live.put(List.copyOf(counters));
      counters.clear();
    }
  }

  /// Puts a part of the counters where they stand, by what was read of the Ledger.
  void put(String run, int part) {
    var folder = new RestoreFolder(files, run);
    var plan = folder.plan();
    var recount = new Recount(tables.apply(plan.source()), marks);
    var counted = new ArrayList<Counted>();
    var values = new HashMap<AdmittedDay, Set<Bytes>>();
    var forgotten = new ForgottenGoals(goals);
    folder
        .rows(part)
        .collect(Collectors.groupingBy(Row::place))
        .forEach((place, rows) -> {
          var isRemade = plan.horizon().of(place.counter()) == Horizon.Fate.REMADE;
          if (forgotten.has(
              place.counter(), isRemade ? plan.horizon().now() : plan.horizon().backup())) {
            return;
          }
          if (isRemade) {
            var remade = recount.remade(place, rows);
            counted.add(remade);
            if (!remade.numbers().isZero()) {
              admit(place.counter(), plan.horizon(), values);
            }
          } else {
            recount.corrected(place, rows).ifPresent(counted::add);
          }
        });
    for (var from = 0; from < counted.size(); from += AT_ONCE) {
      live.put(counted.subList(from, Math.min(counted.size(), from + AT_ONCE)));
    }
    var ends = plan.horizon().now().plus(Duration.ofDays(Values.DAYS_KEPT));
    values.forEach(
        (of, hashes) -> live.admit(new Admitted(of.app(), of.dimension(), of.day(), hashes, ends)));
  }

  /// Whose values are bounded together.
  private record AdmittedDay(String app, Dimension dimension, LocalDate day) {}

  /// What is counted by itself was admitted.
  private static void admit(
      CounterKey counter, Horizon horizon, Map<AdmittedDay, Set<Bytes>> values) {
    var dimension = counter.dimension();
    var bucket = counter.bucket();
    if (dimension != null
        && bucket.interval() == Interval.DAY
        && horizon.admits(bucket.day())
        && Bounded.isAdmitted(dimension, counter.value())) {
      values
          .computeIfAbsent(
              new AdmittedDay(counter.app(), dimension, bucket.day()), unseen -> new HashSet<>())
          .add(ShortHash.of(counter.value()));
    }
  }

  /// Deletes what was only there for this run.
  void end(String run) {
    new RestoreFolder(files, run).clear();
  }
}
