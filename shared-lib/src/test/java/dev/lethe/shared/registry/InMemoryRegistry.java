package dev.lethe.shared.registry;

import java.util.Map;
import java.util.Optional;
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
  public void enrol(Application application, ApiKey writeKey) {
    applications.put(application.id(), application);
    grants.put(writeKey.hash(), new Grant.Write(application.id()));
  }
}
