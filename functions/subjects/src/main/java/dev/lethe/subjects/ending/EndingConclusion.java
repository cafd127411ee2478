package dev.lethe.subjects.ending;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.shared.termination.EndedStore;
import dev.lethe.shared.termination.Measurements;
import dev.lethe.shared.termination.Measurements.Measured;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Status;
import dev.lethe.shared.termination.Terminations;
import dev.lethe.subjects.receipt.EndedApplication;
import dev.lethe.subjects.receipt.EndedApplication.EmptiedStore;
import dev.lethe.subjects.receipt.Receipts;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// Ends a termination: with a receipt, or with another round if a store still has something. It may
/// be killed anywhere and run again.
public final class EndingConclusion {

  private final Terminations terminations;
  private final Measurements measurements;
  private final Receipts receipts;
  private final Clock clock;

  public EndingConclusion(
      Terminations terminations, Measurements measurements, Receipts receipts, Clock clock) {
    this.terminations = terminations;
    this.measurements = measurements;
    this.receipts = receipts;
    this.clock = clock;
  }

  /// Stores that still have something.
  ///
  /// @return none if the termination is done
  public List<EndedStore> conclude(String customer, String app, int round) {
    var termination = terminations.find(customer, app).orElseThrow();
    if (termination.status() == Status.TERMINATED) {
      return List.of();
    }
    var measured = measurements.of(customer, app);
    var last = Arrays.stream(EndedStore.values()).map(store -> of(store, round, measured)).toList();
    var left = last.stream().filter(one -> one.again() > 0).map(Measured::store).toList();
    if (left.isEmpty()) {
      var receipt = receipts.issue(ended(termination, last, measured));
      terminations.done(termination, new String(receipt.file().toArray(), UTF_8), clock.instant());
    }
    return left;
  }

  /// What was not measured cannot be said.
  private static Measured of(EndedStore store, int round, List<Measured> measured) {
    return measured.stream()
        .filter(one -> one.store() == store && one.round() == round && one.isComplete())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("A store was not measured to its end."));
  }

  private static EndedApplication ended(
      Termination termination, List<Measured> last, List<Measured> all) {
    return new EndedApplication(
        termination.customer(),
        termination.app(),
        termination.reason(),
        termination.asked(),
        Objects.requireNonNull(termination.times().get(Status.ENDING)),
        last.stream().map(one -> emptied(one, all)).toList());
  }

  /// All rounds together: how many there were, and when the last of them went.
  private static EmptiedStore emptied(Measured last, List<Measured> all) {
    var rounds = all.stream().filter(one -> one.store() == last.store()).toList();
    // A store without a part is empty, and was so when it was searched.
    var searched = last.searchedAt().orElseThrow();
    var removed =
        rounds.stream()
            .filter(one -> one.round() == 0 || one.found() > 0)
            .flatMap(one -> one.removedAt().stream())
            .max(Comparator.naturalOrder());
    return new EmptiedStore(
        last.store(),
        rounds.stream().mapToLong(Measured::found).sum(),
        removed.orElse(searched),
        searched);
  }
}
