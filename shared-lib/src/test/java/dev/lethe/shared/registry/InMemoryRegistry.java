package dev.lethe.shared.registry;

import dev.lethe.shared.address.Masking;
import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.vault.Keyrings;
import dev.lethe.shared.vault.SealedKeyring;
import dev.lethe.shared.vault.SealedKeyrings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A registry, and the applications' keyrings beside it, that live as long as a test.
public final class InMemoryRegistry
    implements Registry, Enrolment, FeatureSwitches, KeyUses, SealedKeyrings {

  private final Map<String, Customer> customers = new ConcurrentHashMap<>();
  private final Map<String, IssuedKey> keys = new ConcurrentHashMap<>();
  private final Map<String, Application> applications = new ConcurrentHashMap<>();
  private final Map<String, List<FeatureSwitch>> switches = new ConcurrentHashMap<>();
  private final Map<String, Integer> calls = new ConcurrentHashMap<>();
  private final Map<String, SealedKeyring> keyrings = new ConcurrentHashMap<>();
  private final List<DisclosureEntry> disclosures = new CopyOnWriteArrayList<>();

  @Override
  public Optional<IssuedKey> find(ApiKey key) {
    return Optional.ofNullable(keys.get(key.hash()));
  }

  @Override
  public Optional<Application> application(String id) {
    return Optional.ofNullable(applications.get(id));
  }

  @Override
  public Set<String> applicationsOf(String customer) {
    return applications.values().stream()
        .filter(application -> application.customer().equals(customer))
        .map(Application::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void enrol(Customer customer, IssuedKey secretKey, DisclosureEntry seen) {
    customers.put(customer.id(), customer);
    keys.put(secretKey.hash(), secretKey);
    disclosures.add(seen);
  }

  /// What the operator has seen of customers' first keys.
  public List<DisclosureEntry> disclosures() {
    return List.copyOf(disclosures);
  }

  /// The customers, to be changed by tests.
  public Map<String, Customer> customers() {
    return customers;
  }

  /// The keys by their hashes, to be changed by tests.
  public Map<String, IssuedKey> keys() {
    return keys;
  }

  /// Suspends an application, or serves it again.
  public void suspend(String app, boolean isSo) {
    applications.computeIfPresent(app, (id, known) -> known.suspended(isSo));
  }

  /// For tests that care for no more of a key than what it grants.
  public void enrol(Customer customer, ApiKey secretKey) {
    var acting = TestKeys.acting(secretKey, customer.id());
    enrol(customer, acting, TestKeys.seen(acting, customer.id()));
  }

  @Override
  public boolean enrol(Application application, IssuedKey writeKey, SealedKeyring keyring) {
    var customer = customers.get(application.customer());
    if ((customer != null && customer.isSuspended())
        || applicationsOf(application.customer()).size() >= MOST_APPLICATIONS) {
      return false;
    }
    applications.put(application.id(), application);
    keys.put(writeKey.hash(), writeKey);
    keyrings.put(application.id(), keyring);
    return true;
  }

  /// For tests that open no keys.
  public void enrol(Application application, ApiKey writeKey) {
    enrol(application, TestKeys.sending(writeKey, application.id()), Keyrings.sealed(Records.DAY));
  }

  @Override
  public Optional<SealedKeyring> of(String app) {
    return Optional.ofNullable(keyrings.get(app));
  }

  @Override
  public boolean replace(String app, SealedKeyring before, SealedKeyring after) {
    var now =
        keyrings.computeIfPresent(
            app,
            (id, known) ->
                known.equals(before) && known.pepper().equals(after.pepper()) ? after : known);
    return after.equals(now);
  }

  @Override
  public void switchFeature(Application application, FeatureSwitch change) {
    change(
        application,
        settings -> {
          var features = new HashSet<>(settings.features());
          if (change.isOn()) {
            features.add(change.feature());
          } else {
            features.remove(change.feature());
          }
          return settings.withFeatures(features);
        });
    switches.computeIfAbsent(application.id(), unseen -> new CopyOnWriteArrayList<>()).add(change);
  }

  @Override
  public synchronized void eraseCollected(
      Application application, FeatureSwitch change, Supplier<Replacement> keys) {
    Replacement replacement;
    do {
      replacement = keys.get();
    } while (!replace(application.id(), replacement.before(), replacement.after()));
    switchFeature(application, change);
    if (change.erasesExported()) {
      applications.computeIfPresent(application.id(), (id, known) -> known.erased(change.time()));
    }
  }

  @Override
  public Page of(String app, int limit, OptionalInt after) {
    var all = switches.getOrDefault(app, List.of());
    var end = Math.min(all.size(), after.orElse(Integer.MAX_VALUE) - 1);
    var start = Math.max(end - limit, 0);
    return new Page(
        all.subList(start, end).reversed(),
        start > 0 ? OptionalInt.of(start + 1) : OptionalInt.empty());
  }

  @Override
  public void change(Application before, Application after, Instant now) {
    applications.computeIfPresent(
        after.id(),
        (id, known) ->
            known
                .named(after.name().equals(before.name()) ? known.name() : after.name())
                .with(changed(known.settings(), before.settings(), after.settings())));
  }

  private static Settings changed(Settings known, Settings before, Settings after) {
    return new Settings(
        known.features(),
        new Masking(
            other(known.masking().ipv4(), before.masking().ipv4(), after.masking().ipv4()),
            other(known.masking().ipv6(), before.masking().ipv6(), after.masking().ipv6())),
        known.timeZone(),
        other(known.retentionDays(), before.retentionDays(), after.retentionDays()),
        other(
            known.smallGroupThreshold(), before.smallGroupThreshold(), after.smallGroupThreshold()),
        changed(known.requests(), before.requests(), after.requests()),
        other(known.platforms(), before.platforms(), after.platforms()));
  }

  private static RequestSettings changed(
      RequestSettings known, RequestSettings before, RequestSettings after) {
    return new RequestSettings(
        other(known.graceDays(), before.graceDays(), after.graceDays()),
        other(known.erasures(), before.erasures(), after.erasures()),
        other(known.callbackHosts(), before.callbackHosts(), after.callbackHosts()));
  }

  private static <T> T other(T known, T before, T after) {
    return after.equals(before) ? known : after;
  }

  private void change(Application application, UnaryOperator<Settings> change) {
    applications.compute(
        application.id(),
        (id, known) -> {
          var before = Objects.requireNonNull(known);
          return before.with(change.apply(before.settings()));
        });
  }

  /// Ends an application, or lets it go on.
  public void end(String app, @Nullable Ending ending) {
    applications.computeIfPresent(app, (id, known) -> known.with(ending));
  }

  @Override
  public void note(IssuedKey key, Instant now) {
    var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
    keys.computeIfPresent(
        key.hash(),
        (hash, known) ->
            known.lastUsed() == null || known.lastUsed().isBefore(day)
                ? new IssuedKey(
                    hash, known.name(), known.grant(), known.made(), known.expires(), day)
                : known);
  }

  @Override
  public int count(IssuedKey key, Instant now) {
    if (!keys.containsKey(key.hash())) {
      return 1;
    }
    note(key, now);
    return calls.merge(
        key.hash() + now.truncatedTo(ChronoUnit.MINUTES), 1, (before, one) -> before + one);
  }

  /// Forgets an application.
  public void remove(String app) {
    applications.remove(app);
  }

  /// Forgets a key.
  public void revoke(ApiKey key) {
    keys.remove(key.hash());
  }
}
