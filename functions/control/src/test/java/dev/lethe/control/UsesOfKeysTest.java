package dev.lethe.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.access.Routes;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.disclosure.Disclosures;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Contact;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Settings;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each call of a customer's is one use of its key: who may make one more is not refused after what
/// they asked for was done.
class UsesOfKeysTest {

  private static final ApiKey KEY = ApiKey.shown("lethe_sk_mine");
  private static final List<String> OF_OTHER_FUNCTIONS =
      List.of("/insights", "/usage", "/exports", "/audits", "_requests", "/v2/");

  private final InMemoryRegistry registry = new InMemoryRegistry();

  static Stream<String> routes() {
    return Routes.all().entrySet().stream()
        .filter(route -> route.getValue().scope().isPresent())
        .map(Map.Entry::getKey)
        .filter(route -> OF_OTHER_FUNCTIONS.stream().noneMatch(route::contains));
  }

  private int uses() {
    return registry.count(registry.find(KEY).orElseThrow(), Records.NOON);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aCallIsOneUse(String route) {
    registry.enrol(new Customer("cus_1", "Mine", "a@example.com"), KEY);
    registry.enrol(
        new Application("app_1", "cus_1", "App", Settings.STANDARD), ApiKey.shown("lethe_wk_1"));
    new InMemoryContacts(registry)
        .add("cus_1", new Contact("con_2", "b@example.com", Contact.Role.PRIVACY));
    var ports = new TestPorts(registry);
    ports.disclosures =
        (customer, limit, after) -> new Disclosures.Page(List.of(), Optional.empty());
    var before = uses();
    var parts = route.split(" ", 2);
    var answer =
        ports
            .handler(Clock.fixed(Records.NOON, ZoneOffset.UTC))
            .handleRequest(
                GatewayEvents.of(parts[0], parts[1], "{}")
                    .withPathParameters(
                        Map.of("app", "app_1", "contact", "con_2", "key", "x", "feature", "goals"))
                    .withHeaders(GatewayEvents.bearer(KEY.reveal())),
                new TestLambdaContext());
    assertThat(answer.getStatusCode()).isBetween(200, 499).isNotIn(401, 403, 429);
    assertThat(uses() - before).as("and the one that asks").isEqualTo(2);
  }
}
