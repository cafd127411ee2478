package dev.lethe.shared.registry;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.vault.SealedKeyring;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// A registry that lives as long as a test.
public final class InMemoryRegistry implements Registry, Enrolment {

  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private final Map<String, Application> applications = new ConcurrentHashMap<>();

  @Override
  public Optional<Grant> grantOf(ApiKey key) {
    return Optional.ofNullable(grants.get(key.hash()));
  }

  @Override
  public Optional<Application> application(String id) {
    return Optional.ofNullable(applications.get(id));
  }

  @Override
  public void enrol(Customer customer, ApiKey secretKey) {
    grants.put(secretKey.hash(), new Grant.Secret(customer.id()));
  }

  @Override
  public void enrol(Application application, ApiKey writeKey, SealedKeyring keyring) {
    applications.put(application.id(), application);
    grants.put(writeKey.hash(), new Grant.Write(application.id()));
  }

  /// For tests that need no keys.
  public void enrol(Application application, ApiKey writeKey) {
    enrol(application, writeKey, new SealedKeyring(Bytes.copyOf(new byte[0]), new TreeMap<>()));
  }

  @Override
  public void switchFeature(Application application, FeatureSwitch change) {
    applications.compute(
        application.id(),
        (id, known) -> {
          var settings = Objects.requireNonNull(known).settings();
          var features = new HashSet<>(settings.features());
          if (change.isOn()) {
            features.add(change.feature());
          } else {
            features.remove(change.feature());
          }
          return new Application(
              id, known.customer(), known.name(), settings.withFeatures(features));
        });
  }

  /// Forgets a key.
  public void revoke(ApiKey key) {
    grants.remove(key.hash());
  }
}
