package dev.lethe.control.restore;

import dev.lethe.control.Terminating;
import dev.lethe.control.TerminationWork;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Ending;
import dev.lethe.shared.termination.OpenTerminations;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Reason;
import dev.lethe.shared.termination.Termination.Status;
import dev.lethe.shared.termination.Terminations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Enters ends again that were asked for since a backup of Requests, and lost with it: the gate
/// says when they are, and whether somebody migrates. It may be killed anywhere and run again.
final class EndsRenewed {

  private static final Logger LOG = LoggerFactory.getLogger(EndsRenewed.class);

  /// Who asked is lost.
  private static final String BY = "restore";

  private final LiveRegistry live;
  private final Terminations terminations;
  private final OpenTerminations open;
  private final TerminationWork work;
  private final Clock clock;

  EndsRenewed(
      LiveRegistry live,
      Terminations terminations,
      OpenTerminations open,
      TerminationWork work,
      Clock clock) {
    this.live = live;
    this.terminations = terminations;
    this.open = open;
    this.work = work;
    this.clock = clock;
  }

  /// Those of the applications of a segment. Whatever ended before the backup was in it, as long as
  /// it is kept at all.
  ///
  /// @param at the time that the backup is of
  void renew(String segment, Instant at) {
    live.read(
        segment,
        application -> {
          var ending = application.ending();
          if (ending != null && !ending.at().isBefore(at) && !isKnown(application)) {
            renew(application, ending);
          }
        });
  }

  private boolean isKnown(Application application) {
    return terminations
        .find(application.customer(), application.id())
        .filter(one -> one.status() != Status.CANCELLED)
        .isPresent();
  }

  /// As [Terminating] does: first the work, which does nothing for what is not entered then.
  private void renew(Application application, Ending ending) {
    var now = clock.instant();
    // No work of before has its name.
    var asked = earlier(now, ending.at()).minusMillis(1);
    var lost =
        Termination.scheduled(
            application.customer(),
            application.id(),
            ending.migrates() ? Reason.MIGRATION : Reason.TERMINATION,
            BY,
            asked,
            Duration.between(asked, ending.at()));
    var entered = now.plus(Terminating.ENTERED_BY);
    work.start(lost, lost.ends().isBefore(entered) ? entered : lost.ends());
    open.renew(lost);
    LOG.warn("The end of {} was asked for since the backup, and goes on.", application.id());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
