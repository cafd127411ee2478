package dev.lethe.ingest.gate;

import dev.lethe.ingest.request.Whose;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.Life;
import dev.lethe.shared.vault.SubjectKey;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.WrongKeyException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// Sees to it that the subjects of a request live: begins lives, notes the day, and links users to
/// their devices. For subjects and links that were seen today it writes nothing.
public final class Lives {

  private static final int LABEL_BYTES = 128 / Byte.SIZE;

  private final Vault vault;
  private final NewSubjects newSubjects;
  private final SecureRandom random;

  public Lives(Vault vault, NewSubjects newSubjects, SecureRandom random) {
    this.vault = vault;
    this.newSubjects = newSubjects;
    this.random = random;
  }

  /// A subject who lives.
  ///
  /// @param state as it is in the Vault now
  public record Living(Life life, SubjectState state, SubjectKey key) {}

  /// What came of it.
  public sealed interface Outcome {

    /// All live.
    record Ready(Map<Identity, Living> living) implements Outcome {

      public Ready {
        living = Map.copyOf(living);
      }

      /// The life of one that was seen to.
      public Living of(Identity owner) {
        return Objects.requireNonNull(living.get(owner), "Nobody saw to this subject.");
      }
    }

    /// Somebody else changed a subject or the keys in between: look again.
    record Changed() implements Outcome {}

    /// The key has brought too many new subjects in this minute.
    record TooMany() implements Outcome {}
  }

  /// Sees to the owners of events, and to the users and devices that were seen together.
  public Outcome ensure(
      View view, ApiKey key, Set<Identity> owners, Set<Whose> together, Instant now) {
    if (owners.stream().anyMatch(owner -> isAhead(view, owner, now))) {
      return new Outcome.Changed();
    }
    var additions = unborn(view, owners, now) + unlinked(view, together);
    if (additions > 0 && !newSubjects.admit(key, additions, now)) {
      return new Outcome.TooMany();
    }
    var living = new HashMap<Identity, Living>();
    var changes = new ArrayList<Callable<Boolean>>();
    for (var owner : owners) {
      var before = view.stored(owner);
      var lived = live(view, owner, now);
      living.put(owner, lived);
      if (!lived.state().equals(before)) {
        var subject = view.keyring().pseudonym(owner);
        changes.add(() -> vault.change(view.application(), subject, before, lived.state()));
      }
    }
    if (!allMade(changes)) {
      return new Outcome.Changed();
    }
    for (var pair : together) {
      if (!link(view, pair, living, now)) {
        return new Outcome.Changed();
      }
    }
    return new Outcome.Ready(living);
  }

  private static int unborn(View view, Set<Identity> owners, Instant now) {
    return (int) owners.stream().filter(owner -> view.state(owner, now).life() == null).count();
  }

  /// Links are kept as subjects are, and a user can be said to be on any number of devices.
  private static int unlinked(View view, Set<Whose> together) {
    return (int)
        together.stream()
            .filter(pair -> pair.user() != null && pair.device() != null)
            .filter(pair -> view.linked(pair).isEmpty())
            .count();
  }

  /// A view is not of one moment: a subject's key may have been wrapped anew after the
  /// application's keys were read.
  private static boolean isAhead(View view, Identity owner, Instant now) {
    var life = view.state(owner, now).life();
    return life != null && view.keyring().isBehind(life.key());
  }

  /// Makes changes, several at a time: each waits for the Vault most of its time.
  private static boolean allMade(List<Callable<Boolean>> changes) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var made = true;
      for (var change : threads.invokeAll(changes)) {
        made &= change.get();
      }
      return made;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The function is being stopped.", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The Vault did not take a change.", e);
    }
  }

  private Living live(View view, Identity owner, Instant now) {
    var state = view.state(owner, now);
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    if (state.life() == null) {
      var app = view.application();
      var label = newLabel();
      var key = SubjectKey.generate(app.id(), label, random);
      var born = LocalDate.ofInstant(now, app.settings().timeZone());
      var life = new Life(label, view.keyring().wrap(key, owner.kind()), born, today);
      return new Living(life, state.begin(life), key);
    }
    var life = state.life();
    var key = opened(view.keyring(), life);
    if (!life.seen().isBefore(today)) {
      return new Living(life, state, key);
    }
    var wrapped =
        view.keyring().isOutdated(life.key()) ? view.keyring().wrap(key, owner.kind()) : life.key();
    var again = new Life(life.label(), wrapped, life.born(), today);
    return new Living(again, state.seen(again), key);
  }

  private boolean link(View view, Whose pair, Map<Identity, Living> living, Instant now) {
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    var user = pair.user();
    var device = pair.device();
    if (user == null
        || device == null
        || view.linked(pair).filter(day -> !day.isBefore(today)).isPresent()) {
      return true;
    }
    return vault.link(
        view.application(),
        known(view, user, living),
        known(view, device, living),
        view.keyring().featureKeys().number(Feature.END_USER_IDENTIFIER),
        today);
  }

  private static Vault.Known known(View view, Identity identity, Map<Identity, Living> living) {
    var lived = living.get(identity);
    return new Vault.Known(
        view.keyring().pseudonym(identity), lived == null ? view.stored(identity) : lived.state());
  }

  private static SubjectKey opened(Keyring keyring, Life life) {
    try {
      return keyring.unwrap(life.key(), life.label());
    } catch (WrongKeyException e) {
      throw new IllegalStateException("A subject's key in the Vault does not open.", e);
    }
  }

  private String newLabel() {
    var bytes = new byte[LABEL_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
