package dev.lethe.shared.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.lethe.shared.access.CustomerAccess.Caller;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.api.Problem;
import dev.lethe.shared.api.RefusedException;
import dev.lethe.shared.env.Clocks;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.Grant;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.IssuedKey;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.registry.Scope;
import dev.lethe.shared.registry.Settings;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerAccessTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:20Z");
  private static final int CALLS = 5;

  private Instant now = NOON;
  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final OwnApplications applications =
      TestAccess.to(registry, CALLS, Clocks.showing(() -> now));
  private final ApiKey all = key(ApiKey.Kind.SECRET);
  private final ApiKey others = key(ApiKey.Kind.SECRET);
  private final ApiKey write = key(ApiKey.Kind.WRITE);

  private static ApiKey key(ApiKey.Kind kind) {
    return ApiKey.generate(kind, new SecureRandom());
  }

  /// Stores refuse keys of over 1,024 bytes, and that would look like a fault of ours.
  @Test
  void aNameThatIsLongerThanOursIsNobodys() {
    var event = GatewayEvents.of("GET", "/v1/apps/{app}", "");
    event.setPathParameters(Map.of("app", "a".repeat(101), "metric", "m".repeat(100)));
    assertThat(OwnApplications.path(event)).isEqualTo(Map.of("app", "", "metric", "m".repeat(100)));
  }

  @BeforeEach
  void enrol() {
    registry.enrol(new Customer("cus_1", "Company", "privacy@example.com"), all);
    registry.enrol(new Customer("cus_2", "Other", "privacy@example.org"), others);
    registry.enrol(new Application("app_1", "cus_1", "App", Settings.STANDARD), write);
  }

  private ApiKey keyFor(Scope... scopes) {
    var key = key(ApiKey.Kind.SECRET);
    var issued = IssuedKey.of(key, "Some", new Grant.Secret("cus_1", Set.of(scopes)), NOON);
    registry.keys().put(key.hash(), issued);
    return key;
  }

  private static APIGatewayProxyRequestEvent event(String route, Map<String, String> headers) {
    var parts = List.of(route.split(" ", 2));
    return GatewayEvents.of(parts.getFirst(), parts.getLast(), "")
        .withPathParameters(Map.of("app", "app_1"))
        .withHeaders(headers);
  }

  private static APIGatewayProxyRequestEvent event(String route, ApiKey key) {
    return event(route, GatewayEvents.bearer(key.reveal()));
  }

  private Problem refusal(APIGatewayProxyRequestEvent event) {
    return catchThrowableOfType(RefusedException.class, () -> applications.caller(event)).problem();
  }

  static Stream<Map.Entry<String, Need>> ofCustomers() {
    return Routes.all().entrySet().stream().filter(one -> one.getValue().scope().isPresent());
  }

  @ParameterizedTest
  @MethodSource("ofCustomers")
  void aKeyWithTheScopeComesInAndNoOther(Map.Entry<String, Need> route) throws RefusedException {
    var scope = route.getValue().scope().orElseThrow();
    var having = keyFor(scope);
    var lacking =
        keyFor(Stream.of(Scope.values()).filter(one -> one != scope).toArray(Scope[]::new));
    var caller = applications.caller(event(route.getKey(), having));
    assertThat(caller)
        .isEqualTo(new Caller("cus_1", having.hash().substring(0, 12), Set.of(scope), scope));
    assertThat(refusal(event(route.getKey(), lacking)))
        .isEqualTo(Problem.outOfScope(scope.wireName()));
  }

  @ParameterizedTest
  @MethodSource("ofCustomers")
  void allWithoutASecretKeyAreRefusedAlike(Map.Entry<String, Need> route) {
    var unauthorized = Problem.unauthorized();
    assertThat(refusal(event(route.getKey(), Map.of()))).isEqualTo(unauthorized);
    assertThat(refusal(event(route.getKey(), write))).isEqualTo(unauthorized);
    assertThat(refusal(event(route.getKey(), key(ApiKey.Kind.SECRET)))).isEqualTo(unauthorized);
    registry.revoke(all);
    assertThat(refusal(event(route.getKey(), all))).isEqualTo(unauthorized);
  }

  static Stream<Map.Entry<String, Need>> ofApplications() {
    return ofCustomers().filter(one -> one.getKey().contains("{app}"));
  }

  /// What is asked of the registry before an answer, which is what takes time.
  private List<String> asked(String route, ApiKey key, String app) {
    var asked = new ArrayList<String>();
    var watched =
        (Registry)
            Proxy.newProxyInstance(
                Registry.class.getClassLoader(),
                new Class<?>[] {Registry.class},
                (proxy, method, arguments) -> {
                  asked.add(method.getName());
                  return method.isDefault()
                      ? InvocationHandler.invokeDefault(proxy, method, arguments)
                      : method.invoke(registry, arguments);
                });
    var own =
        new OwnApplications(
            new CustomerAccess(watched, registry, CALLS, Clocks.showing(() -> now)),
            Clocks.showing(() -> now));
    var event = event(route, key).withPathParameters(Map.of("app", app));
    var refused = catchThrowableOfType(RefusedException.class, () -> own.named(event));
    assertThat(refused.problem()).isEqualTo(Problem.notFound());
    return asked;
  }

  @ParameterizedTest
  @MethodSource("ofApplications")
  void anothersApplicationTakesAsLongAsNone(Map.Entry<String, Need> route) {
    var theirs = asked(route.getKey(), others, "app_1");
    assertThat(theirs).isNotEmpty().isEqualTo(asked(route.getKey(), others, "app_none"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic bGV0aGU6"})
  void nothingElseIsAKey(String header) {
    assertThat(refusal(event("GET /v1/apps", Map.of("Authorization", header))))
        .isEqualTo(Problem.unauthorized());
  }

  @Test
  void theSchemeIsWrittenAsAnybodyLikes() throws RefusedException {
    var header = Map.of("authorization", "bearer  " + all.reveal());
    assertThat(applications.caller(event("GET /v1/apps", header)).customer()).isEqualTo("cus_1");
  }

  @Test
  void noSecretKeyOpensWhatIsForOthers() {
    for (var route : List.of("POST /v1/customers", "POST /v1/screenshots", "GET /v2/discovery")) {
      assertThat(refusal(event(route, all))).isEqualTo(Problem.unauthorized());
    }
  }

  @Test
  void aKeyThatHasExpiredIsNone() throws RefusedException {
    var key = keyFor(Scope.READ);
    registry.keys().computeIfPresent(key.hash(), (hash, known) -> known.until(NOON.plusSeconds(1)));
    assertThat(applications.caller(event("GET /v1/apps", key)).customer()).isEqualTo("cus_1");
    now = NOON.plusSeconds(1);
    assertThat(refusal(event("GET /v1/apps", key))).isEqualTo(Problem.unauthorized());
  }

  @Test
  void aKeyIsUsedAsOftenAsIsAllowedAndItIsSaidWhenAgain() throws RefusedException {
    var key = keyFor(Scope.READ);
    for (var i = 0; i < CALLS; i++) {
      applications.caller(event("GET /v1/apps", key));
    }
    for (var route : List.of("GET /v1/apps", "POST /v1/apps")) {
      var refusal = refusal(event(route, key));
      assertThat(refusal.status()).isEqualTo(429);
      assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(40));
    }
    assertThat(applications.caller(event("GET /v1/apps", all)).customer()).isEqualTo("cus_1");
    now = NOON.plus(Duration.ofSeconds(40));
    assertThat(applications.caller(event("GET /v1/apps", key)).customer()).isEqualTo("cus_1");
  }

  @Test
  void itIsNotedThatAKeyIsUsed() throws RefusedException {
    applications.caller(event("GET /v1/apps", all));
    assertThat(registry.find(all).orElseThrow().lastUsed()).isEqualTo(LocalDate.of(2026, 11, 24));
  }

  @Test
  void aCustomerSeesItsOwnApplicationsOnly() throws RefusedException {
    var route = "GET /v1/apps/{app}/insights";
    assertThat(applications.named(event(route, all)).application().id()).isEqualTo("app_1");
    var missing = event(route, all).withPathParameters(Map.of("app", "app_2"));
    for (var event : List.of(event(route, others), missing)) {
      assertThat(catchThrowableOfType(RefusedException.class, () -> applications.named(event)))
          .extracting(RefusedException::problem)
          .isEqualTo(Problem.notFound());
    }
  }

  @Test
  void whoeverIsSuspendedReadsNoStatisticsAndServesRights() throws RefusedException {
    registry.suspend("app_1", true);
    var event = event("GET /v1/apps/{app}/insights", all);
    assertThat(catchThrowableOfType(RefusedException.class, () -> applications.named(event)))
        .extracting(RefusedException::problem)
        .isEqualTo(Problem.suspended());
    for (var route :
        List.of("POST /v1/apps/{app}/exports", "DELETE /v1/apps/{app}/features/{feature}")) {
      assertThat(applications.named(event(route, all)).application().id()).isEqualTo("app_1");
    }
  }
}
