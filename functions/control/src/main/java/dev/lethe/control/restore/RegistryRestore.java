package dev.lethe.control.restore;

import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Closings;
import dev.lethe.shared.registry.Ending;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.FeatureSwitch;
import dev.lethe.shared.registry.Grant;
import dev.lethe.shared.registry.IssuedKey;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Reason;
import dev.lethe.shared.termination.Termination.Status;
import dev.lethe.shared.termination.Terminations;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private final Closings journal;

  /// @param backups restored tables, by their names
  RegistryRestore(
      Function<String, RegistryBackup> backups,
      LiveRegistry live,
      Terminations terminations,
      Closings journal) {
    this.backups = backups;
    this.live = live;
    this.terminations = terminations;
    this.journal = journal;
  }

  /// Puts back what a segment of the backup has and the table lacks.
  ///
  /// @param at the time that the backup is of
  void copy(String source, String segment, Instant at) {
    var backup = backups.apply(source);
    backup.putBack(segment, new Rule(backup, at)::of);
  }

  /// Enters the applications of a segment among those of their customers, and its keys among those
  /// of their owners: one may have been made since.
  void link(String segment) {
    live.read(
        segment,
        application -> {
          if (!application.isGone()) {
            live.link(application);
          }
        });
    live.readKeys(segment, live::link);
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
            isGone(customer, customer) ? new Return.Ended() : ofCustomer(customer);
        case RegistryEntry.OfKey(var key) -> of(key);
        case RegistryEntry.OfApplication(var application) -> of(application);
        case RegistryEntry.OfSwitch(var app) ->
            isServed(app) ? new Return.AsItWas() : new Return.Not();
        case RegistryEntry.OfOperator() -> new Return.AsItWas();
        case RegistryEntry.Unknown() -> {
          LOG.warn("An item of no kind that is known does not come back.");
          yield new Return.Not();
        }
      };
    }

    /// Who was corrected or deleted since does not come back: how they are now nobody knows.
    private Return ofCustomer(String customer) {
      return new Return.Without(
          journal.of(customer).contacts().entrySet().stream()
              .filter(contact -> isSince(contact.getValue()))
              .map(Map.Entry::getKey)
              .collect(Collectors.toSet()));
    }

    private boolean isServed(String app) {
      return backup.application(app).filter(one -> !isGone(one)).isPresent();
    }

    /// One that was revoked or replaced since grants nothing from then on.
    private Return of(IssuedKey key) {
      var isServed =
          switch (key.grant()) {
            case Grant.Write(var app) -> isServed(app);
            case Grant.Secret(var customer, var ignored) -> !isGone(customer, customer);
          };
      if (!isServed) {
        return new Return.Not();
      }
      var closed = journal.of(key.grant().owner()).keys().get(key.hash());
      return new Return.Key(closed == null ? key : key.until(closed));
    }

    private Return of(Application before) {
      if (isGone(before)) {
        return new Return.Gone(before.with(gone(before)));
      }
      var closings = journal.of(before.id());
      var closed = closedSince(closings.features());
      var on = new HashSet<>(before.settings().features());
      on.removeAll(closed.keySet());
      var changed =
          closings
              .change()
              .filter(one -> isSince(one.at()))
              .map(one -> before.with(before.settings().changed(one.settings())))
              .orElse(before);
      return new Return.Changed(
          changed
              .with(changed.settings().withFeatures(on))
              .with(ending(before))
              .erased(latestErasure(before, closings)),
          closed.values().stream()
              .filter(off -> before.settings().has(off.feature()) || off.time().isAfter(at))
              .sorted(Comparator.comparing(FeatureSwitch::time))
              .toList());
    }

    private static @Nullable Instant latestErasure(Application before, Closings.Closed closings) {
      return Stream.concat(Stream.ofNullable(before.erased()), closings.erased().stream())
          .max(Comparator.naturalOrder())
          .orElse(null);
    }

    /// What was switched off since the backup. It may have been switched on again: nobody knows.
    private Map<Feature, FeatureSwitch> closedSince(Map<Feature, FeatureSwitch> closings) {
      var since = new EnumMap<Feature, FeatureSwitch>(Feature.class);
      closings.forEach((feature, off) -> {
        if (isSince(off.time())) {
          since.put(feature, off);
        }
      });
      return since;
    }

    /// Whether the backup may not know of it.
    private boolean isSince(Instant time) {
      return !time.isBefore(at.minus(WRITTEN_BY));
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
