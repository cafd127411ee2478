package dev.lethe.shared.registry;

import dev.lethe.shared.record.Records;
import dev.lethe.shared.vault.Keyrings;
import dev.lethe.shared.vault.SealedKeyring;
import dev.lethe.shared.vault.SealedKeyrings;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A registry, and the applications' keyrings beside it, that live as long as a test.
public final class InMemoryRegistry implements Registry, Enrolment, SealedKeyrings {

  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private final Map<String, Application> applications = new ConcurrentHashMap<>();
  private final Map<String, SealedKeyring> keyrings = new ConcurrentHashMap<>();

  @Override
  public Optional<Grant> grantOf(ApiKey key) {
    return Optional.ofNullable(grants.get(key.hash()));
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
  public void enrol(Customer customer, ApiKey secretKey) {
    grants.put(secretKey.hash(), new Grant.Secret(customer.id()));
  }

  @Override
  public void enrol(Application application, ApiKey writeKey, SealedKeyring keyring) {
    applications.put(application.id(), application);
    grants.put(writeKey.hash(), new Grant.Write(application.id()));
    keyrings.put(application.id(), keyring);
  }

  /// For tests that open no keys.
  public void enrol(Application application, ApiKey writeKey) {
    enrol(application, writeKey, Keyrings.sealed(Records.DAY));
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
  }

  @Override
  public void setGrace(Application application, int days) {
    change(application, settings -> settings.withGraceDays(days));
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

  /// Forgets an application.
  public void remove(String app) {
    applications.remove(app);
  }

  /// Forgets a key.
  public void revoke(ApiKey key) {
    grants.remove(key.hash());
  }
}
