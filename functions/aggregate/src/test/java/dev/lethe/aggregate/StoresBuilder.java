package dev.lethe.aggregate;

import dev.lethe.shared.goals.GoalsOrders;
import dev.lethe.shared.lane.Failures;
import dev.lethe.shared.lane.InMemoryMarks;
import dev.lethe.shared.lane.Lineage;
import dev.lethe.shared.lane.MovingMarks;
import dev.lethe.shared.lane.TaskAnswers;
import dev.lethe.shared.registry.GoneApplications;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All that counting needs, in memory, but for what a test puts in its place.
public final class StoresBuilder {

  private Ledger ledger = new InMemoryLedger();
  private Counters counters = new InMemoryCounters();
  private Values values = (app, dimension, day, value) -> true;
  private Failures failures = (record, why) -> {};
  private MovingMarks marks = new InMemoryMarks();
  private Lineage lineage = NO_PARENTS;
  private Takings takings = (command, asked, taken) -> {};
  private TaskAnswers answers = (token, found) -> {};
  private GoneApplications gone = _ -> Set.of();
  private GoalsOrders goals = _ -> Optional.empty();

  /// Every shard is the first.
  private static final Lineage NO_PARENTS =
      new Lineage() {
        @Override
        public List<Long> parents(long shard) {
          return List.of();
        }

        @Override
        public boolean hasEnded(long shard, @Nullable String after) {
          return false;
        }
      };

  public StoresBuilder with(Ledger own) {
    ledger = own;
    return this;
  }

  public StoresBuilder with(Counters own) {
    counters = own;
    return this;
  }

  public StoresBuilder withValues(Values own) {
    values = own;
    return this;
  }

  public StoresBuilder withFailures(Failures own) {
    failures = own;
    return this;
  }

  public StoresBuilder with(MovingMarks own) {
    marks = own;
    return this;
  }

  public StoresBuilder with(Lineage own) {
    lineage = own;
    return this;
  }

  public StoresBuilder withTakings(Takings own) {
    takings = own;
    return this;
  }

  public StoresBuilder withAnswers(TaskAnswers own) {
    answers = own;
    return this;
  }

  public StoresBuilder withGone(GoneApplications own) {
    gone = own;
    return this;
  }

  public StoresBuilder withGoals(GoalsOrders own) {
    goals = own;
    return this;
  }

  public Stores build() {
    return new Stores(
        ledger, counters, values, failures, marks, lineage, takings, answers, gone, goals);
  }
}
