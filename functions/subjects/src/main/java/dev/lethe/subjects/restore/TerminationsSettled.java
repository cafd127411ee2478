package dev.lethe.subjects.restore;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Ending;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.termination.OpenTerminations;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Status;
import dev.lethe.shared.termination.Terminations;
import dev.lethe.subjects.receipt.EndedApplication;
import dev.lethe.subjects.receipt.IssuedAt;
import dev.lethe.subjects.receipt.ReceiptChain;
import dev.lethe.subjects.receipt.SignedReceipt;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says of terminations that a backup has as open what became of them since: by their receipts, and
/// by the Registry, where the gate reads it. Who works on them goes on from there. It may be killed
/// anywhere and run again.
final class TerminationsSettled {

  private static final Logger LOG = LoggerFactory.getLogger(TerminationsSettled.class);

  private final OpenTerminations open;
  private final Terminations terminations;
  private final ReceiptChain chain;
  private final Registry registry;
  private final Clock clock;

  TerminationsSettled(
      OpenTerminations open,
      Terminations terminations,
      ReceiptChain chain,
      Registry registry,
      Clock clock) {
    this.open = open;
    this.terminations = terminations;
    this.chain = chain;
    this.registry = registry;
    this.clock = clock;
  }

  /// Those of a segment.
  void settle(String segment) {
    open.read(segment, this::settle);
  }

  private void settle(Termination read) {
    var receipt = chain.find(read.customer(), EndedApplication.name(read.app()));
    if (receipt.isPresent()) {
      terminate(read, receipt.get());
    } else if (read.isOfCustomer()) {
      settleCustomer(read);
    } else {
      settleApplication(read);
    }
  }

  private void terminate(Termination read, SignedReceipt receipt) {
    var issued = IssuedAt.of(receipt);
    var last = delete(read, issued);
    terminations.done(last, new String(receipt.file().toArray(), UTF_8), issued);
  }

  private void settleApplication(Termination read) {
    var ending = ending(read.app());
    if (ending.filter(Ending::isGone).isPresent()) {
      delete(read, clock.instant());
    } else if (read.status() == Status.SCHEDULED) {
      settleScheduled(read, ending.filter(known -> known.at().equals(read.ends())).isPresent());
    }
  }

  /// Whoever ends a customer ends all of its applications, and who goes back on it goes back on
  /// all.
  private void settleCustomer(Termination read) {
    if (read.status() == Status.SCHEDULED) {
      var applications = registry.applicationsOf(read.customer());
      var isOn =
          applications.isEmpty()
              ? terminations.of(read.customer()).stream().anyMatch(TerminationsSettled::isDone)
              : applications.stream().allMatch(app -> ending(app).isPresent());
      settleScheduled(read, isOn);
    }
  }

  private static boolean isDone(Termination one) {
    return one.status() == Status.TERMINATED && one.by().equals(Termination.OPERATOR);
  }

  /// What nobody knows to be wanted still is not done: it can be asked for again.
  ///
  /// @param isOn whether it was not cancelled since
  private void settleScheduled(Termination read, boolean isOn) {
    var now = clock.instant();
    if (!isOn) {
      open.callOff(read, now);
      LOG.warn("The end of {} of {} was called off.", read.app(), read.customer());
    } else if (read.hasEnded(now)) {
      advance(read, Status.ENDING, read.ends());
    }
  }

  private Optional<Ending> ending(String app) {
    return registry.application(app).map(Application::ending);
  }

  private Termination delete(Termination read, Instant at) {
    if (read.status() == Status.DELETING) {
      return read;
    }
    var ending =
        read.status() == Status.SCHEDULED ? advance(read, Status.ENDING, read.ends()) : read;
    return advance(ending, Status.DELETING, at);
  }

  private Termination advance(Termination read, Status next, Instant at) {
    if (!terminations.advance(read, next, at)) {
      throw new IllegalStateException("A termination was changed meanwhile.");
    }
    return read.become(next, at);
  }
}
