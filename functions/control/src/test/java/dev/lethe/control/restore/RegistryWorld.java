package dev.lethe.control.restore;

import dev.lethe.control.TerminationWork;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Closings;
import dev.lethe.shared.registry.Ending;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.FeatureSwitch;
import dev.lethe.shared.registry.Grant;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.IssuedKey;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.registry.TestSettings;
import dev.lethe.shared.steps.Killing;
import dev.lethe.shared.steps.Killing.KilledException;
import dev.lethe.shared.termination.InMemoryTerminations;
import dev.lethe.shared.termination.OpenTerminations;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Reason;
import dev.lethe.shared.termination.Termination.Status;
import dev.lethe.shared.termination.Terminations;
import dev.lethe.shared.vault.Keyrings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A Registry as it is in truth, and a table of it that may be lost.
final class RegistryWorld {

  static final String CUSTOMER = "cus_0123456789abcdef01234567";
  static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  Instant now = NOON;
  final InMemoryRegistry truth = new InMemoryRegistry();
  final InMemoryTerminations terminations = new InMemoryTerminations(truth);
  final Killing killing;
  private final Set<String> applications = new HashSet<>();
  private final Map<String, FeatureSwitch> history = new HashMap<>();
  private final Map<String, Map<Feature, FeatureSwitch>> journal = new HashMap<>();
  private final Map<String, Instant> erased = new HashMap<>();
  private final Map<String, Map<String, Instant>> closedKeys = new HashMap<>();
  private final Map<String, Closings.Change> changes = new HashMap<>();

  /// The customer's contacts: their addresses, by their ids.
  final Map<String, String> contacts = new TreeMap<>();

  private final Map<String, Instant> changedContacts = new HashMap<>();

  /// What the table has of a customer, but for what is linked.
  record CustomerItem(Map<String, String> contacts) {

    private CustomerItem without(Set<String> forgotten) {
      var left = new TreeMap<>(contacts);
      left.keySet().removeAll(forgotten);
      return new CustomerItem(left);
    }
  }

  /// Names, corrects or deletes somebody.
  void contact(String id, @Nullable String email) {
    var before = email == null ? contacts.remove(id) : contacts.put(id, email);
    if (before != null) {
      changedContacts.put(id, now);
    }
  }

  /// The table that is used.
  final Map<String, Object> table = new TreeMap<>();

  /// What restores have entered in histories.
  final Set<FeatureSwitch> switchedSince = new HashSet<>();

  /// Which applications a customer's item names.
  final Map<String, Set<String>> linked = new HashMap<>();

  RegistryWorld(Random random) {
    killing = new Killing(random);
  }

  /// A table as it was at a time.
  record Copy(Instant at, Map<String, Object> items) {}

  String enrol(int number) {
    var app = "app_%024d".formatted(number);
    truth.enrol(
        new Application(app, CUSTOMER, "App", Settings.STANDARD),
        ApiKey.shown("lethe_wk_" + number));
    applications.add(app);
    return app;
  }

  /// A key of a customer or an application, made now.
  IssuedKey issue(Grant grant, int number) {
    var shown = ApiKey.shown("key %s %d".formatted(grant.owner(), number));
    var key = IssuedKey.of(shown, "Key " + number, grant, now);
    truth.keys().put(key.hash(), key);
    return key;
  }

  void revoke(IssuedKey key) {
    truth.keys().remove(key.hash());
    close(key, now);
  }

  /// As one that another one replaces.
  void close(IssuedKey key, Instant until) {
    truth.keys().computeIfPresent(key.hash(), (hash, known) -> known.until(until));
    closedKeys
        .computeIfAbsent(key.grant().owner(), unseen -> new HashMap<>())
        .put(key.hash(), until);
  }

  Application application(String app) {
    return truth.application(app).orElseThrow();
  }

  void switchFeature(String app, Feature feature, boolean on) {
    var change =
        new FeatureSwitch(
            feature, now, on ? new FeatureSwitch.Attestation("A", "consent", "1") : null);
    truth.switchFeature(application(app), change);
    note(app, change);
  }

  /// Switches a feature off, and erases what it has collected.
  void eraseCollected(String app, Feature feature) {
    var change = FeatureSwitch.erasing(feature, now);
    truth.eraseCollected(
        application(app),
        change,
        () -> {
          var keys = truth.of(app).orElseThrow();
          return new Enrolment.Replacement(
              keys, keys.withoutCollected(feature, Keyrings.sealedKey(), now));
        });
    note(app, change);
  }

  private void note(String app, FeatureSwitch change) {
    history.put(idOfSwitch(app, switches(history.keySet(), app) + 1), change);
    if (!change.isOn()) {
      journal.computeIfAbsent(app, unseen -> new HashMap<>()).put(change.feature(), change);
      if (change.erasesExported()) {
        erased.put(app, change.time());
      }
    }
  }

  static String idOfSwitch(String app, int number) {
    return "feature#%s#%08d".formatted(app, number);
  }

  private static int switches(Set<String> ids, String app) {
    return (int) ids.stream().filter(id -> id.startsWith("feature#" + app)).count();
  }

  /// Lets an application keep data for so many days.
  void change(String app, int days) {
    var before = application(app);
    var settings = before.settings();
    var after =
        TestSettings.waiting(
            new Settings(settings.features(), settings.masking(), settings.timeZone(), days, 1),
            days % 20);
    truth.change(before, before.with(after), now);
    changes.put(app, new Closings.Change(now, after));
  }

  void terminate(String app, Duration grace) {
    terminations.schedule(
        Termination.scheduled(CUSTOMER, app, Reason.MIGRATION, "key", now, grace));
  }

  void cancel(String app) {
    terminations
        .find(CUSTOMER, app)
        .filter(one -> one.status() == Status.SCHEDULED)
        .ifPresent(one -> terminations.cancel(one, now));
  }

  /// One status further.
  void goOn(String app) {
    terminations
        .find(CUSTOMER, app)
        .ifPresent(one -> {
          switch (one.status()) {
            case SCHEDULED -> {
              if (!now.isBefore(one.ends())) {
                terminations.advance(one, Status.ENDING, now);
              }
            }
            case ENDING -> {
              terminations.advance(one, Status.DELETING, now);
              truth.end(app, new Ending(one.ends(), false, true));
            }
            case DELETING -> terminations.done(one, "receipt", now);
            case CANCELLED, COLLECTING, COLLECTED, TERMINATED -> {}
          }
        });
  }

  private boolean isTerminated(String app) {
    return terminations
        .find(CUSTOMER, app)
        .filter(one -> one.status() == Status.TERMINATED)
        .isPresent();
  }

  /// All items as they are in truth.
  Copy backUp() {
    var items = new TreeMap<String, Object>();
    items.put("customer#" + CUSTOMER, new CustomerItem(new TreeMap<>(contacts)));
    for (var app : applications) {
      items.put("app#" + app, application(app));
      if (!isTerminated(app)) {
        history.keySet().stream()
            .filter(id -> id.startsWith("feature#" + app))
            .forEach(id -> items.put(id, new RegistryEntry.OfSwitch(app)));
      }
    }
    truth.keys().values().stream()
        .filter(key -> !isTerminated(key.grant().owner()))
        .forEach(key -> items.put("key#" + key.hash(), key));
    return new Copy(now, items);
  }

  /// Loses the table, but for some items that somebody wrote since.
  void lose(Copy left, Random random) {
    table.clear();
    linked.clear();
    left.items()
        .forEach((id, item) -> {
          if (random.nextInt(4) == 0) {
            table.put(id, item);
          }
        });
  }

  RegistryRestore restoring(Copy copy) {
    return new RegistryRestore(
        source -> new InBackup(copy),
        killing.of(LiveRegistry.class, new Live()),
        killing.of(Terminations.class, terminations),
        killing.of(
            Closings.class,
            owner ->
                new Closings.Closed(
                    journal.getOrDefault(owner, Map.of()),
                    Optional.ofNullable(erased.get(owner)),
                    closedKeys.getOrDefault(owner, Map.of()),
                    Optional.ofNullable(changes.get(owner)),
                    owner.equals(CUSTOMER) ? changedContacts : Map.of())));
  }

  /// Ends that were entered again, by application.
  final Map<String, Termination> renewed = new HashMap<>();

  /// Until when their work waits, by its name.
  final Map<String, Instant> started = new TreeMap<>();

  EndsRenewed renewing() {
    var lost = new LostTerminations(terminations, renewed);
    return new EndsRenewed(
        killing.of(LiveRegistry.class, new Live()),
        lost,
        killing.of(OpenTerminations.class, lost),
        killing.of(
            TerminationWork.class,
            (one, begins) ->
                started.putIfAbsent(one.app() + '-' + one.asked().toEpochMilli(), begins)),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  void renew(Instant backup) {
    repeat(() -> renewing().renew("0/1", backup));
  }

  void restore(Copy copy) {
    var restore = restoring(copy);
    repeat(() -> restore.copy("restored", "0/1", copy.at()));
    repeat(() -> restore.link("0/1"));
  }

  private static void repeat(Runnable step) {
    while (true) {
      try {
        step.run();
        return;
      } catch (KilledException e) {
        // The state machine tries it again.
      }
    }
  }

  private final class InBackup implements RegistryBackup {

    private final Copy copy;

    private InBackup(Copy copy) {
      this.copy = copy;
    }

    @Override
    public Optional<Application> application(String app) {
      return Optional.ofNullable((Application) copy.items().get("app#" + app));
    }

    @Override
    public void putBack(String segment, Function<RegistryEntry, Return> rule) {
      copy.items()
          .forEach((id, item) -> {
            var entry =
                switch (item) {
                  case CustomerItem ignored -> new RegistryEntry.OfCustomer(CUSTOMER);
                  case Application application -> new RegistryEntry.OfApplication(application);
                  case IssuedKey key -> new RegistryEntry.OfKey(key);
                  default -> (RegistryEntry) item;
                };
            put(id, item, rule.apply(entry));
          });
    }

    private void put(String id, Object item, Return way) {
      switch (way) {
        case Return.Not() -> {}
        case Return.AsItWas() -> table.putIfAbsent(id, item);
        case Return.Without(var forgotten) ->
            table.putIfAbsent(id, ((CustomerItem) item).without(forgotten));
        case Return.Ended() -> table.putIfAbsent(id, "ended");
        case Return.Key(var key) -> table.putIfAbsent(id, key);
        case Return.Gone(var application) -> table.putIfAbsent(id, application);
        case Return.Changed(var application, var since) -> {
          var number = switches(copy.items().keySet(), application.id());
          switchedSince.addAll(since);
          for (int i = 1; i <= since.size(); i++) {
            table.putIfAbsent(
                idOfSwitch(application.id(), number + i),
                new RegistryEntry.OfSwitch(application.id()));
          }
          table.putIfAbsent(id, application);
        }
      }
    }
  }

  private final class Live implements LiveRegistry {

    @Override
    public void read(String segment, Consumer<Application> sink) {
      read(Application.class, sink);
    }

    @Override
    public void readKeys(String segment, Consumer<IssuedKey> sink) {
      read(IssuedKey.class, sink);
    }

    private <T> void read(Class<T> kind, Consumer<T> sink) {
      List.copyOf(table.values()).stream().filter(kind::isInstance).map(kind::cast).forEach(sink);
    }

    @Override
    public void link(IssuedKey key) {
      linked.computeIfAbsent(key.grant().owner(), unseen -> new HashSet<>()).add(key.hash());
    }

    @Override
    public void link(Application application) {
      linked
          .computeIfAbsent(application.customer(), unseen -> new HashSet<>())
          .add(application.id());
    }
  }
}
