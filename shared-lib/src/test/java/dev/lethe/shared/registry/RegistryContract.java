package dev.lethe.shared.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every registry must do; run against the one in memory, and the one in DynamoDB.
public abstract class RegistryContract {

  private final ApiKey key = ApiKey.generate(ApiKey.Kind.SECRET, new SecureRandom());
  private final String id = UUID.randomUUID().toString();

  protected abstract Registry registry();

  protected abstract Enrolment enrolment();

  @Test
  void aCustomersKeyActsForIt() {
    enrolment().enrol(new Customer(id, "Company", "privacy@example.com"), key);
    assertThat(registry().grantOf(ApiKey.shown(key.reveal()))).contains(new Grant.Secret(id));
  }

  @Test
  void anApplicationsKeySendsItsEvents() {
    enrolment().enrol(new Application(id, "cus_1", "App"), key);
    assertThat(registry().grantOf(ApiKey.shown(key.reveal()))).contains(new Grant.Write(id));
  }

  @Test
  void anApplicationIsFoundByItsId() {
    var application = new Application(id, "cus_1", "App");
    enrolment().enrol(application, key);
    assertThat(registry().application(id)).contains(application);
  }

  @Test
  void whatWasNotEnteredIsNotThere() {
    assertThat(registry().grantOf(key)).isEmpty();
    assertThat(registry().application(id)).isEmpty();
  }

  @Test
  void aKeyGrantsNothingByItsHash() {
    enrolment().enrol(new Customer(id, "Company", "privacy@example.com"), key);
    assertThat(registry().grantOf(ApiKey.shown(key.hash()))).isEmpty();
  }
}
