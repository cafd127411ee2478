package dev.lethe.shared.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Settings;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerAccessTest {

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final CustomerAccess access = new CustomerAccess(registry);
  private final ApiKey secretKey = ApiKey.generate(ApiKey.Kind.SECRET, new SecureRandom());
  private final ApiKey writeKey = ApiKey.generate(ApiKey.Kind.WRITE, new SecureRandom());
  private final Application application =
      new Application("app_1", "cus_1", "App", Settings.STANDARD);

  @BeforeEach
  void enrol() {
    registry.enrol(new Customer("cus_1", "Company", "privacy@example.com"), secretKey);
    registry.enrol(application, writeKey);
  }

  @Test
  void aSecretKeyActsForItsCustomer() {
    assertThat(access.customer("Bearer " + secretKey.reveal())).contains("cus_1");
    assertThat(access.customer("bearer  " + secretKey.reveal())).contains("cus_1");
  }

  @Test
  void aWriteKeyOpensNothing() {
    assertThat(access.customer("Bearer " + writeKey.reveal())).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer lethe_sk_unknown", "Basic bGV0aGU6"})
  void nothingElseOpensAnything(@Nullable String header) {
    assertThat(access.customer(header)).isEmpty();
  }

  @Test
  void aCustomerSeesItsOwnApplicationsOnly() {
    assertThat(access.application("cus_1", "app_1")).contains(application);
    assertThat(access.application("cus_2", "app_1")).isEmpty();
    assertThat(access.application("cus_1", "app_2")).isEmpty();
    assertThat(access.application("cus_1", null)).isEmpty();
  }
}
