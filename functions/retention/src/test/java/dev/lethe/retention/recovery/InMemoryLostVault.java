package dev.lethe.retention.recovery;

import dev.lethe.shared.vault.InMemoryRegister;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SealedKeyring;
import dev.lethe.shared.vault.SubjectState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A Vault and the register beside it that live as long as a test.
final class InMemoryLostVault implements LostVault, RightsRegister {

  private record Key(String app, Pseudonym subject) {}

  final InMemoryRegister register = new InMemoryRegister();
  final Map<String, SealedKeyring> keys = new HashMap<>();
  private final Map<Key, SubjectState> states = new HashMap<>();
  private final Map<String, Pseudonym> places = new HashMap<>();

  /// How many subjects are shown at a time.
  int page = 3;

  /// Loses all but the register.
  void lose() {
    keys.clear();
    states.clear();
    places.clear();
  }

  Optional<SubjectState> state(String app, Pseudonym subject) {
    return Optional.ofNullable(states.get(new Key(app, subject)));
  }

  /// Knows something of a subject, whatever the register says.
  void plant(String app, Pseudonym subject, SubjectState state) {
    states.put(new Key(app, subject), state);
  }

  /// Changes a state as whoever changes rights does: it and the register, or neither.
  boolean change(
      String app, Pseudonym subject, SubjectState before, SubjectState after, Instant now) {
    var stored = state(app, subject).orElse(SubjectState.UNKNOWN);
    if (stored.lives() != before.lives()
        || stored.version() != before.version()
        || !stored.rights().equals(before.rights())
        || !Objects.equals(stored.erased(), before.erased())
        || !register.take(app, subject, before, after, now)) {
      return false;
    }
    if (after.isNothing()) {
      states.remove(new Key(app, subject));
    } else {
      plant(app, subject, after);
    }
    return true;
  }

  /// Deletes what is over, as TTL does some time.
  void expire(Instant now, int retentionDays) {
    states.values().removeIf(state -> state.at(now, retentionDays).isNothing());
  }

  @Override
  public boolean hasKeys(String app) {
    return keys.containsKey(app);
  }

  @Override
  public void put(String app, Standing standing, SubjectState recovered) {
    var said = register.of(app, standing.subject());
    var known = state(app, standing.subject()).map(state -> state.standing(Instant.MIN));
    if (said.filter(standing.state()::equals).isPresent()
        && known.filter(state -> !state.isNothing()).isEmpty()) {
      plant(app, standing.subject(), recovered);
    }
  }

  @Override
  public Optional<Pseudonym> last(String app) {
    return Optional.ofNullable(places.get(app));
  }

  @Override
  public void goOnAfter(String app, Pseudonym last) {
    if (!hasKeys(app)) {
      places.put(app, last);
    }
  }

  @Override
  public void serve(String app, SealedKeyring keyring) {
    if (keys.putIfAbsent(app, keyring) == null) {
      places.remove(app);
    }
  }

  @Override
  public List<Standing> after(String app, @Nullable Pseudonym last) {
    return register.after(app, last).entrySet().stream()
        .limit(page)
        .map(entry -> new Standing(new Pseudonym(entry.getKey()), entry.getValue()))
        .toList();
  }
}
