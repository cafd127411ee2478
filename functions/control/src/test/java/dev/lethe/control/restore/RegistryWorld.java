package dev.lethe.control.restore;

import dev.lethe.control.TerminationWork;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.ClosedFeatures;
import dev.lethe.shared.registry.Ending;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.FeatureSwitch;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.steps.Killing;
import dev.lethe.shared.steps.Killing.KilledException;
import dev.lethe.shared.termination.InMemoryTerminations;
import dev.lethe.shared.termination.OpenTerminations;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Reason;
import dev.lethe.shared.termination.Termination.Status;
import dev.lethe.shared.termination.Terminations;
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
  private final Map<String, Map<Feature, Instant>> journal = new HashMap<>();

  /// The table that is used: keys' and customers' items are said by their ids alone.
  final Map<String, Object> table = new TreeMap<>();

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

  Application application(String app) {
    return truth.application(app).orElseThrow();
  }

  void switchFeature(String app, Feature feature, boolean on) {
    var change =
        new FeatureSwitch(
            feature, now, on ? new FeatureSwitch.Attestation("A", "consent", "1") : null);
    truth.switchFeature(application(app), change);
    history.put("feature#" + app + '#' + feature.wireName() + '#' + now, change);
    if (!on) {
      journal.computeIfAbsent(app, unseen -> new HashMap<>()).put(feature, now);
    }
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
    items.put("customer#" + CUSTOMER, new RegistryEntry.OfCustomer(CUSTOMER));
    items.put("key#secret", new RegistryEntry.SecretKey(CUSTOMER));
    for (var app : applications) {
      items.put("app#" + app, application(app));
      if (!isTerminated(app)) {
        items.put("key#" + app, new RegistryEntry.BesideApplication(app));
        history.keySet().stream()
            .filter(id -> id.startsWith("feature#" + app))
            .forEach(id -> items.put(id, new RegistryEntry.BesideApplication(app)));
      }
    }
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
        killing.of(ClosedFeatures.class, app -> journal.getOrDefault(app, Map.of())));
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
                item instanceof Application application
                    ? new RegistryEntry.OfApplication(application)
                    : (RegistryEntry) item;
            put(id, item, rule.apply(entry));
          });
    }

    private void put(String id, Object item, Return way) {
      switch (way) {
        case Return.Not() -> {}
        case Return.AsItWas() -> table.putIfAbsent(id, item);
        case Return.Ended() -> table.putIfAbsent(id, "ended");
        case Return.Gone(var application) -> table.putIfAbsent(id, application);
        case Return.Changed(var application, var since) -> {
          since.forEach(change ->
              table.putIfAbsent(
                  "feature#%s#%s#%s"
                      .formatted(application.id(), change.feature().wireName(), change.time()),
                  new RegistryEntry.BesideApplication(application.id())));
          table.putIfAbsent(id, application);
        }
      }
    }
  }

  private final class Live implements LiveRegistry {

    @Override
    public void read(String segment, Consumer<Application> sink) {
      List.copyOf(table.values()).stream()
          .filter(Application.class::isInstance)
          .map(Application.class::cast)
          .forEach(sink);
    }

    @Override
    public void link(Application application) {
      linked
          .computeIfAbsent(application.customer(), unseen -> new HashSet<>())
          .add(application.id());
    }
  }
}
