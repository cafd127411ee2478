package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.api.GatewayEvents;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// One customer can neither see nor detect another's application.
class CustomersApartTest {

  private static final String INSIGHTS = "/v1/apps/%s/insights/events";

  @Test
  void anothersApplicationIsLikeOneThatDoesNotExist() {
    var one = Tenant.enrol("One");
    var other = Tenant.enrol("Other");
    var theirs = Api.get(INSIGHTS.formatted(one.appId()), GatewayEvents.bearer(other.secretKey()));
    var nobodys =
        Api.get(INSIGHTS.formatted("app_nowhere"), GatewayEvents.bearer(other.secretKey()));
    assertThat(theirs.status()).isEqualTo(404);
    assertThat(theirs.text()).isEqualTo(nobodys.text());
  }

  @Test
  void statisticsAreForSecretKeysOnly() {
    var tenant = Tenant.enrol("Secret");
    var path = INSIGHTS.formatted(tenant.appId());
    assertThat(Api.get(path, Map.of()).status()).isEqualTo(401);
    assertThat(Api.get(path, GatewayEvents.bearer(tenant.writeKey())).status()).isEqualTo(401);
    assertThat(Api.get(path, GatewayEvents.bearer(tenant.secretKey())).status()).isEqualTo(200);
  }
}
