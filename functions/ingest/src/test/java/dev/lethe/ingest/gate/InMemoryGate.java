package dev.lethe.ingest.gate;

import dev.lethe.ingest.request.Whose;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Grant;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.InMemoryRegister;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.Keyrings;
import dev.lethe.shared.vault.LabelledSubjects;
import dev.lethe.shared.vault.Life;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SealedKeyring;
import dev.lethe.shared.vault.SubjectKey;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.WrongKeyException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A gate and a Vault that live as long as a test, and count what is asked of them.
public final class InMemoryGate implements Gate, Vault, NewSubjects, LabelledSubjects {

  private final InMemoryRegistry registry;
  private final int newSubjectsPerMinute;
  private final Map<Pseudonym, SubjectState> states = new HashMap<>();
  private final Map<String, Pseudonym> labels = new HashMap<>();
  private final Map<Map.Entry<Pseudonym, Pseudonym>, Linked> links = new HashMap<>();
  private final InMemoryRegister register = new InMemoryRegister();
  private final Clock clock;
  private final Map<String, Integer> newSubjects = new HashMap<>();
  private final AtomicReference<Runnable> beforeNextWrite = new AtomicReference<>(() -> {});
  private boolean isLost;
  private SealedKeyring sealed = Keyrings.sealed(LocalDate.EPOCH);
  private int ofFeatures = 1;
  private int reads;
  private int writes;

  /// A user's link to a device.
  ///
  /// @param day the last on which both were seen together
  /// @param userLives how many lives of the user had begun or ended then
  /// @param deviceLives the same of the device
  /// @param sinceLives how many of the user had when they were first seen together
  public record Linked(LocalDate day, long userLives, long deviceLives, long sinceLives) {}

  public InMemoryGate(InMemoryRegistry registry, int newSubjectsPerMinute) {
    this(registry, newSubjectsPerMinute, Clock.systemUTC());
  }

  public InMemoryGate(InMemoryRegistry registry, int newSubjectsPerMinute, Clock clock) {
    this.registry = registry;
    this.newSubjectsPerMinute = newSubjectsPerMinute;
    this.clock = clock;
  }

  @Override
  public synchronized Optional<View> view(ApiKey key, Set<Whose> whose)
      throws KeysMissingException {
    reads++;
    var issued = registry.find(key).orElse(null);
    if (issued == null || !(issued.grant() instanceof Grant.Write(var app))) {
      return Optional.empty();
    }
    if (isLost) {
      throw new KeysMissingException();
    }
    var keyring = keyring(app);
    var known = new HashMap<Identity, SubjectState>();
    var seen = new HashMap<Whose, LocalDate>();
    for (var pair : whose) {
      Stream.of(Optional.ofNullable(pair.user()), Optional.ofNullable(pair.device()))
          .flatMap(Optional::stream)
          .forEach(identity -> {
            var state = states.get(keyring.pseudonym(identity));
            if (state != null) {
              known.put(identity, state);
            }
          });
      if (pair.user() != null && pair.device() != null) {
        var user = keyring.pseudonym(pair.user());
        var device = keyring.pseudonym(pair.device());
        var link = links.get(Map.entry(user, device));
        if (link != null
            && link.userLives() == state(user).lives()
            && link.deviceLives() == state(device).lives()) {
          seen.put(pair, link.day());
        }
      }
    }
    var application = registry.application(app).orElseThrow();
    return Optional.of(new View(issued, application, keyring, known, seen));
  }

  @Override
  public boolean change(
      Application application, Pseudonym subject, SubjectState before, SubjectState after) {
    interfere();
    return changed(application.id(), subject, before, after);
  }

  private synchronized boolean changed(
      String app, Pseudonym subject, SubjectState before, SubjectState after) {
    if (!isStill(subject, before) || !register.take(app, subject, before, after, clock.instant())) {
      return false;
    }
    writes++;
    if (after.isNothing()) {
      states.remove(subject);
    } else {
      states.put(subject, after);
    }
    if (before.life() != null) {
      labels.remove(before.life().label());
    }
    if (after.life() != null) {
      labels.put(after.life().label(), subject);
    }
    return true;
  }

  @Override
  public boolean link(
      Application application, Known user, Known device, int usersKeyNumber, LocalDate day) {
    interfere();
    return linked(user, device, day);
  }

  private synchronized boolean linked(Known user, Known device, LocalDate day) {
    if (!isStill(user.subject(), user.state()) || !isStill(device.subject(), device.state())) {
      return false;
    }
    writes++;
    var lives = user.state().lives();
    links.merge(
        Map.entry(user.subject(), device.subject()),
        new Linked(day, lives, device.state().lives(), lives),
        (known, now) ->
            new Linked(now.day(), now.userLives(), now.deviceLives(), known.sinceLives()));
    return true;
  }

  /// Whether a subject's state is still one that was read.
  public synchronized boolean isStill(Pseudonym subject, SubjectState before) {
    var now = states.getOrDefault(subject, SubjectState.UNKNOWN);
    return now.lives() == before.lives()
        && now.version() == before.version()
        && now.rights().equals(before.rights())
        && Objects.equals(now.erased(), before.erased());
  }

  @Override
  public synchronized boolean admit(ApiKey key, int number, Instant now) {
    writes++;
    var minute = key.hash() + now.truncatedTo(ChronoUnit.MINUTES);
    var sum = newSubjects.getOrDefault(minute, 0) + number;
    if (sum > newSubjectsPerMinute) {
      return false;
    }
    newSubjects.put(minute, sum);
    return true;
  }

  /// Outside the lock: who interferes may wait for other threads of the same gate.
  private void interfere() {
    beforeNextWrite.getAndSet(() -> {}).run();
  }

  /// Does something between what a request reads and what it writes next.
  public void beforeNextWrite(Runnable interference) {
    beforeNextWrite.set(interference);
  }

  /// Loses all applications' keys.
  public void lose() {
    isLost = true;
  }

  /// Has other keys than those that were lost.
  public synchronized void recover(Instant now) {
    sealed = SealedKeyring.recovered(sealed.pepper(), Keyrings::sealedKey, now);
    isLost = false;
  }

  /// Destroys all that features had collected, with their keys.
  public synchronized void eraseCollected() {
    ofFeatures++;
  }

  /// The keys of an application.
  public synchronized Keyring keyring(String app) {
    return Keyrings.of(app, app.hashCode(), sealed.keyEncryptionKeys().keySet(), ofFeatures);
  }

  /// Gives each application one more key-encryption key, by the rule of all keyrings.
  public synchronized void rotate(LocalDate today) {
    sealed = sealed.rotated(Keyrings.sealedKey(), today);
  }

  /// The numbers of the key-encryption keys that there are.
  public synchronized Set<Integer> keyNumbers() {
    return sealed.keyEncryptionKeys().keySet();
  }

  /// What is known of a subject.
  public synchronized SubjectState state(String app, Identity identity) {
    return states.getOrDefault(keyring(app).pseudonym(identity), SubjectState.UNKNOWN);
  }

  /// What the register says of a subject.
  public Optional<SubjectState> standing(String app, Pseudonym subject) {
    return register.of(app, subject);
  }

  /// Says in the register what stands of a subject, whatever is known.
  public void enter(String app, Pseudonym subject, SubjectState standing) {
    register.set(app, subject, standing);
  }

  /// What is known of a subject.
  public synchronized SubjectState state(Pseudonym subject) {
    return states.getOrDefault(subject, SubjectState.UNKNOWN);
  }

  @Override
  public synchronized Map<String, Labelled> find(String app, Set<String> wanted) {
    var found = new HashMap<String, Labelled>();
    for (var label : wanted) {
      var subject = labels.get(label);
      if (subject != null) {
        var state = states.get(subject);
        if (state == null || state.life() == null || keyring(app).isLost(state.life().key())) {
          continue;
        }
        found.put(
            label,
            new Labelled(
                state.rights(),
                state.version(),
                opened(app, state.life()),
                keyring(app).featureKeys()));
      }
    }
    return found;
  }

  /// Whether it is kept whom a label led to.
  public synchronized boolean isKept(String label) {
    return labels.containsKey(label);
  }

  /// Breaks a rule on purpose: a label leads to nobody's tombstone.
  public synchronized void lead(String label) {
    labels.put(label, new Pseudonym(label));
  }

  /// A label leads nowhere.
  public synchronized void mislead(String label) {
    labels.remove(label);
  }

  private SubjectKey opened(String app, @Nullable Life life) {
    var living = Objects.requireNonNull(life);
    try {
      return keyring(app).unwrap(living.key(), living.label());
    } catch (WrongKeyException e) {
      throw new IllegalStateException("A key of the test does not open.", e);
    }
  }

  /// The links there are.
  public synchronized Map<Map.Entry<Pseudonym, Pseudonym>, Linked> links() {
    return Map.copyOf(links);
  }

  /// Takes a link away.
  public synchronized void unlink(Pseudonym user, Pseudonym device) {
    links.remove(Map.entry(user, device));
  }

  /// Changes what is known of a subject, as somebody else would.
  public synchronized void set(String app, Identity identity, SubjectState state) {
    var subject = keyring(app).pseudonym(identity);
    var before = states.put(subject, state);
    register.set(app, subject, state.standing(clock.instant()));
    if (before != null && before.life() != null && state.life() == null) {
      labels.remove(Objects.requireNonNull(before.life()).label());
    }
  }

  public synchronized int reads() {
    return reads;
  }

  public synchronized int writes() {
    return writes;
  }
}
