package dev.lethe.infra.simulation;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Runs of seeds, and what they came to.
final class Seeds {

  /// Runs that it may take to make a wrong one shorter.
  private static final int TRIES = 2_000;

  private final Variant variant;
  private final Incidents incidents = new Incidents();
  private final SortedMap<Long, Run> wrong = new TreeMap<>();

  Seeds(Variant variant) {
    this.variant = variant;
  }

  /// Plays a seed.
  ///
  /// @return whether all was as it should be
  boolean play(long seed) {
    var run = inVirtualThread(() -> Run.of(Choices.of(seed), variant));
    incidents.addAll(run.incidents());
    if (run.isWrong()) {
      wrong.put(seed, run);
    }
    return !run.isWrong();
  }

  /// Plays seeds, one after the other.
  Seeds play(long first, int number) {
    for (var seed = first; seed < first + number; seed++) {
      play(seed);
    }
    return this;
  }

  /// Plays seeds until so many are wrong, and no more than so many.
  Seeds playUntil(int wrongs, long first, int most) {
    for (var seed = first; seed < first + most && wrong() < wrongs; seed++) {
      play(seed);
    }
    return this;
  }

  /// What was met, in all of them.
  Incidents incidents() {
    return incidents;
  }

  /// How many were wrong.
  int wrong() {
    return wrong.size();
  }

  /// What the first wrong one came to, and how, told as shortly as possible; nothing if all are as
  /// they should be.
  String story() {
    return wrong.isEmpty() ? "" : story(wrong.firstKey());
  }

  /// What a seed came to.
  String story(long seed) {
    var run = wrong.get(seed);
    if (run == null) {
      return "Seed " + seed + " came to nothing wrong.";
    }
    return inVirtualThread(() -> {
      var shortest = Shrinker.shortest(run, variant, TRIES);
      return String.join(
          "\n",
          "Seed " + seed + " (make simulate FIRST=" + seed + " SEEDS=1):",
          String.join("\n", run.wrongs()),
          "The shortest history that was found to come to the like:",
          String.join("\n", shortest.history(variant)),
          String.join("\n", shortest.wrongs()));
    });
  }

  /// Those who hand over to each other a thousand times should not each be a thread of the system.
  private static <T> T inVirtualThread(Callable<T> work) {
    var task = new FutureTask<>(work);
    Thread.ofVirtual().start(task);
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
