package dev.lethe.infra.simulation;

import dev.lethe.ingest.gate.InMemoryGate;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.ErasureMode;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.RequestSettings;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.Life;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectKey;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.WrongKeyException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The Registry and the Vault, and what nobody but the simulation may know: whose each label is.
final class Vaults {

  static final String CUSTOMER = "cus_000000000000000000000001";
  static final String APP = "app_000000000000000000000001";
  static final ApiKey KEY = ApiKey.shown("lethe_wk_" + "Example".repeat(6) + "E");

  private static final int NEW_SUBJECTS = 1_000_000;

  private final InMemoryRegistry registry = new InMemoryRegistry();
  final InMemoryGate gate = new InMemoryGate(registry, NEW_SUBJECTS);
  private final Keyring keyring = gate.keyring(APP);
  private final Map<Pseudonym, Identity> identities = new HashMap<>();
  private final Map<String, Birth> births = new HashMap<>();
  private final Map<Pseudonym, Set<Pseudonym>> everLinked = new HashMap<>();
  private final Application application;
  private final Map<Identity, List<Instant>> erasures = new HashMap<>();

  /// The beginning of a life.
  ///
  /// @param at when the Vault took it
  record Birth(Identity subject, Life life, SubjectKey key, Instant at) {}

  Vaults(Shape shape) {
    var features = EnumSet.noneOf(Feature.class);
    if (shape.hasUsers()) {
      features.add(Feature.END_USER_IDENTIFIER);
    }
    if (shape.hasGoals()) {
      features.add(Feature.GOALS);
    }
    var settings =
        new Settings(
            features,
            Settings.STANDARD.masking(),
            shape.zone(),
            Settings.STANDARD.retentionDays(),
            Settings.STANDARD.smallGroupThreshold(),
            RequestSettings.STANDARD.with(
                shape.keepFrom() == 0 ? ErasureMode.SUBTRACT : ErasureMode.KEEP),
            Set.of());
    application = new Application(APP, CUSTOMER, "App", settings);
    registry.enrol(application, KEY);
  }

  Application application() {
    return application;
  }

  InMemoryRegistry registry() {
    return registry;
  }

  Identity identity(Pseudonym subject) {
    return Objects.requireNonNull(identities.get(subject));
  }

  Keyring keyring() {
    return keyring;
  }

  /// Notes that a user was seen with a device.
  synchronized void linked(Pseudonym user, Pseudonym device) {
    everLinked.computeIfAbsent(device, unseen -> new HashSet<>()).add(user);
  }

  /// All users that were ever seen with a device.
  Set<Pseudonym> usersOf(Pseudonym device) {
    return everLinked.getOrDefault(device, Set.of());
  }

  void know(Identity identity) {
    identities.put(keyring.pseudonym(identity), identity);
  }

  Pseudonym pseudonym(Identity identity) {
    return keyring.pseudonym(identity);
  }

  SubjectState state(Identity identity) {
    return gate.state(APP, identity);
  }

  /// Whether a life of a device ended, and another began, since a user was last seen on it.
  boolean wasForgottenSince(Identity user, Identity device) {
    var link = gate.links().get(Map.entry(pseudonym(user), pseudonym(device)));
    return link == null || state(device).lives() - link.deviceLives() >= 2;
  }

  /// The devices that a user was seen on, and no other user.
  List<Identity> devicesOf(Identity user) {
    var links = gate.links().keySet();
    var devices = new ArrayList<Identity>();
    identities.forEach((pseudonym, identity) -> {
      var users = links.stream().filter(link -> link.getValue().equals(pseudonym)).toList();
      if (users.size() == 1 && users.getFirst().getKey().equals(pseudonym(user))) {
        devices.add(identity);
      }
    });
    devices.sort((a, b) -> a.sha256().compareTo(b.sha256()));
    return devices;
  }

  /// Notes a life that begins.
  synchronized void begun(Pseudonym subject, Life life, Instant now) {
    var identity = identities.get(subject);
    if (identity == null) {
      throw new AssertionError("Nobody is known by this pseudonym.");
    }
    try {
      var key = keyring.unwrap(life.key(), life.label());
      births.put(life.label(), new Birth(identity, life, key, now));
    } catch (WrongKeyException e) {
      throw new AssertionError("A subject's key opens.", e);
    }
  }

  Birth birth(String label) {
    var birth = births.get(label);
    if (birth == null) {
      throw new AssertionError("No life has the label " + label + ".");
    }
    return birth;
  }

  Set<String> labels() {
    return births.keySet();
  }

  /// Notes that an erasure began.
  void erased(Identity identity, Instant now) {
    erasures.computeIfAbsent(identity, unseen -> new ArrayList<>()).add(now);
  }

  List<Instant> erasures(Identity identity) {
    return erasures.getOrDefault(identity, List.of());
  }
}
