package dev.lethe.infra.simulation;

import dev.lethe.ingest.gate.Gate;
import dev.lethe.ingest.gate.KeysMissingException;
import dev.lethe.ingest.gate.NewSubjects;
import dev.lethe.ingest.gate.Vault;
import dev.lethe.ingest.gate.View;
import dev.lethe.ingest.request.Whose;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectState;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// The Vault as one request reaches it.
final class LineToVault implements Gate, Vault, NewSubjects {

  private final Vaults vaults;
  private final Line line;
  private final Clock clock;
  private final boolean isOfOne;

  /// @param isOfOne whether the request is about one subject: several are changed in several
  ///   threads at a time, and then nobody else runs in between
  LineToVault(Vaults vaults, Line line, Clock clock, boolean isOfOne) {
    this.vaults = vaults;
    this.line = line;
    this.clock = clock;
    this.isOfOne = isOfOne;
  }

  @Override
  public Optional<View> view(ApiKey key, Set<Whose> whose) {
    var view = line.call(() -> "reads the Vault", () -> read(key, whose));
    var hasUsers = whose.stream().anyMatch(pair -> pair.user() != null);
    return hasUsers && view.isPresent() && line.trouble().strikes(2)
        ? Optional.of(torn(view.get(), key, whose))
        : view;
  }

  private Optional<View> read(ApiKey key, Set<Whose> whose) {
    try {
      return vaults.gate.view(key, whose);
    } catch (KeysMissingException e) {
      throw new AssertionError("Nobody lost the keys.", e);
    }
  }

  /// DynamoDB reads items one after the other: others may write in between.
  private View torn(View before, ApiKey key, Set<Whose> whose) {
    line.actor().pause();
    var after = read(key, whose).orElseThrow();
    var states = new HashMap<Identity, SubjectState>();
    after.states().keySet().stream()
        .sorted(Comparator.comparing(Identity::sha256))
        .forEach(identity -> {
          var view = line.trouble().strikes(2) ? before : after;
          var state = view.states().get(identity);
          if (state != null) {
            states.put(identity, state);
          }
        });
    if (!states.equals(before.states()) && !states.equals(after.states())) {
      line.met(Incident.TORN_VIEWS);
    }
    return new View(after.key(), after.application(), after.keyring(), states, before.links());
  }

  @Override
  public boolean admit(ApiKey key, int number, Instant now) {
    return line.call(() -> "brings " + number, () -> vaults.gate.admit(key, number, now));
  }

  @Override
  public boolean change(
      Application application, Pseudonym subject, SubjectState before, SubjectState after) {
    BooleanSupplier effect =
        () -> {
          var done = vaults.gate.change(application, subject, before, after);
          if (done && after.lives() != before.lives() && after.life() != null) {
            vaults.begun(subject, after.life(), clock.instant());
            line.met(Incident.LIVES_BEGUN);
          }
          return done;
        };
    if (isOfOne) {
      return line.change(() -> "changes to " + text(after), effect);
    }
    if (line.actor().isKilled()) {
      throw new Killed();
    }
    return effect.getAsBoolean();
  }

  private static String text(SubjectState state) {
    var life = state.life();
    return "version %d, %s".formatted(state.version(), life == null ? "no life" : life.label());
  }

  @Override
  public boolean link(
      Application application, Known user, Known device, int usersKeyNumber, LocalDate day) {
    return line.change(
        () -> "links " + day,
        () -> {
          var done = vaults.gate.link(application, user, device, usersKeyNumber, day);
          if (done) {
            vaults.linked(user.subject(), device.subject());
          }
          return done;
        });
  }
}
