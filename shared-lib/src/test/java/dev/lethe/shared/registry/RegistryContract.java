package dev.lethe.shared.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.address.Masking;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.vault.Keyrings;
import dev.lethe.shared.vault.SealedKeyring;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every registry must do; run against the one in memory, and the one in DynamoDB.
public abstract class RegistryContract {

  private final ApiKey key = ApiKey.generate(ApiKey.Kind.SECRET, new SecureRandom());
  private final String id = UUID.randomUUID().toString();

  private static final SealedKeyring KEYRING = Keyrings.sealed(Records.DAY);

  private Application application() {
    return new Application(
        id,
        "cus_1",
        "App",
        new Settings(Set.of(), new Masking(16, 32), ZoneId.of("Europe/Berlin"), 30, 25, 7));
  }

  protected abstract Registry registry();

  protected abstract Enrolment enrolment();

  @Test
  void aCustomersKeyActsForIt() {
    enrolment().enrol(new Customer(id, "Company", "privacy@example.com"), key);
    assertThat(registry().grantOf(ApiKey.shown(key.reveal()))).contains(new Grant.Secret(id));
  }

  @Test
  void anApplicationsKeySendsItsEvents() {
    enrolment().enrol(application(), key, KEYRING);
    assertThat(registry().grantOf(ApiKey.shown(key.reveal()))).contains(new Grant.Write(id));
  }

  @Test
  void anApplicationIsFoundByItsId() {
    enrolment().enrol(application(), key, KEYRING);
    assertThat(registry().application(id)).contains(application());
  }

  @Test
  void aCustomerHasItsOwnApplications() {
    var customer = "cus_" + id;
    assertThat(registry().applicationsOf(customer)).isEmpty();
    enrolment().enrol(new Customer(customer, "Company", "privacy@example.com"), key);
    assertThat(registry().applicationsOf(customer)).isEmpty();
    var both = Set.of("app_1" + id, "app_2" + id);
    for (var app : both) {
      enrolment()
          .enrol(
              new Application(app, customer, "App", Settings.STANDARD),
              ApiKey.generate(ApiKey.Kind.WRITE, new SecureRandom()),
              KEYRING);
    }
    assertThat(registry().applicationsOf(customer)).isEqualTo(both);
    assertThat(registry().applicationsOf(id)).isEmpty();
    assertThat(registry().grantOf(key)).contains(new Grant.Secret(customer));
  }

  @Test
  void requestsWaitForAsLongAsWasSetLast() {
    enrolment().enrol(application(), key, KEYRING);
    enrolment().setGrace(application(), 20);
    assertThat(registry().application(id))
        .map(Application::settings)
        .contains(application().settings().withGraceDays(20));
    enrolment().setGrace(application(), 0);
    assertThat(registry().application(id))
        .map(Application::settings)
        .contains(application().settings().withGraceDays(0));
  }

  @Test
  void aFeatureIsOnFromItsSwitchToTheNext() {
    enrolment().enrol(application(), key, KEYRING);
    var attestation = new FeatureSwitch.Attestation("Jane Doe", "consent", "3");
    switchTo(Feature.GOALS, attestation);
    switchTo(Feature.SCREENSHOTS, attestation);
    assertThat(features()).containsExactlyInAnyOrder(Feature.GOALS, Feature.SCREENSHOTS);
    switchTo(Feature.GOALS, null);
    assertThat(features()).containsExactly(Feature.SCREENSHOTS);
    switchTo(Feature.SCREENSHOTS, null);
    assertThat(features()).isEmpty();
  }

  private void switchTo(Feature feature, FeatureSwitch.@Nullable Attestation attestation) {
    enrolment()
        .switchFeature(application(), new FeatureSwitch(feature, Instant.now(), attestation));
  }

  private Set<Feature> features() {
    return registry().application(id).orElseThrow().settings().features();
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
