package dev.lethe.control.restore;

import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.ClosedFeatures;
import dev.lethe.shared.registry.Ending;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.FeatureSwitch;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Reason;
import dev.lethe.shared.termination.Termination.Status;
import dev.lethe.shared.termination.Terminations;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the Registry again, while nobody reads or writes it: of a backup, and of what Requests
/// knows of since. Each step may be killed anywhere and run again.
final class RegistryRestore {

  private static final Logger LOG = LoggerFactory.getLogger(RegistryRestore.class);

  /// For how long whoever switches a feature off may take to write it, and clocks may differ.
  private static final Duration WRITTEN_BY = Duration.ofMinutes(1);

  private final Function<String, RegistryBackup> backups;
  private final LiveRegistry live;
  private final Terminations terminations;
  private final ClosedFeatures closings;

  /// @param backups restored tables, by their names
  RegistryRestore(
      Function<String, RegistryBackup> backups,
      LiveRegistry live,
      Terminations terminations,
      ClosedFeatures closings) {
    this.backups = backups;
    this.live = live;
    this.terminations = terminations;
    this.closings = closings;
  }

  /// Puts back what a segment of the backup has and the table lacks.
  ///
  /// @param at the time that the backup is of
  void copy(String source, String segment, Instant at) {
    var backup = backups.apply(source);
    backup.putBack(segment, new Rule(backup, at)::of);
  }

  /// Enters the applications of a segment among those of their customers: one may have been made
  /// since.
  void link(String segment) {
    live.read(
        segment,
        application -> {
          if (!application.isGone()) {
            live.link(application);
          }
        });
  }

  private final class Rule {

    private final RegistryBackup backup;
    private final Instant at;

    private Rule(RegistryBackup backup, Instant at) {
      this.backup = backup;
      this.at = at;
    }

    private Return of(RegistryEntry entry) {
      return switch (entry) {
        case RegistryEntry.OfCustomer(var customer) ->
            isGone(customer, customer) ? new Return.Ended() : new Return.AsItWas();
        case RegistryEntry.SecretKey(var customer) ->
            isGone(customer, customer) ? new Return.Not() : new Return.AsItWas();
        case RegistryEntry.OfApplication(var application) -> of(application);
        case RegistryEntry.BesideApplication(var app) ->
            backup.application(app).filter(one -> !isGone(one)).isPresent()
                ? new Return.AsItWas()
                : new Return.Not();
        case RegistryEntry.Unknown() -> {
          LOG.warn("An item of no kind that is known does not come back.");
          yield new Return.Not();
        }
      };
    }

    private Return of(Application before) {
      if (isGone(before)) {
        return new Return.Gone(before.with(gone(before)));
      }
      var closed = closedSince(before);
      var on = new HashSet<>(before.settings().features());
      on.removeAll(closed.keySet());
      return new Return.Changed(
          before.with(before.settings().withFeatures(on)).with(ending(before)),
          closed.entrySet().stream()
              .map(one -> new FeatureSwitch(one.getKey(), one.getValue(), null))
              .toList());
    }

    /// What was switched off since the backup. It may have been switched on again: nobody knows.
    private Map<Feature, Instant> closedSince(Application application) {
      var since = new EnumMap<Feature, Instant>(Feature.class);
      closings
          .of(application.id())
          .forEach((feature, time) -> {
            if (!time.isBefore(at.minus(WRITTEN_BY))) {
              since.put(feature, time);
            }
          });
      return since;
    }
  }

  private boolean isGone(Application before) {
    return before.isGone() || isGone(before.customer(), before.id());
  }

  private boolean isGone(String customer, String app) {
    return terminations
        .find(customer, app)
        .filter(one -> one.status() == Status.DELETING || one.status() == Status.TERMINATED)
        .isPresent();
  }

  private @Nullable Ending gone(Application before) {
    return open(before).map(one -> new Ending(one.ends(), false, true)).orElse(before.ending());
  }

  /// As its termination has it, which may have been asked for since, or cancelled.
  private @Nullable Ending ending(Application before) {
    return open(before)
        .map(one -> new Ending(one.ends(), one.reason() == Reason.MIGRATION, false))
        .orElse(null);
  }

  private Optional<Termination> open(Application application) {
    return terminations
        .find(application.customer(), application.id())
        .filter(one -> one.status() != Status.CANCELLED);
  }
}
