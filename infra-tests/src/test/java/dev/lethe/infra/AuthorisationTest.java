package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Answer;
import dev.lethe.infra.stack.Contract;
import dev.lethe.infra.stack.LimitedKeys;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.access.Routes;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.registry.ApiKey;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every route that is for secret keys refuses whoever may not call it, alike: whether what is
/// asked for is there or not, is mine or another's.
class AuthorisationTest {

  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]*)}");

  private static final Tenant MINE = Tenant.enrol("Mine");
  private static final Tenant THEIRS = Tenant.enrol("Theirs");
  private static final String NARROW = LimitedKeys.withoutScope(MINE);
  private static final String NOBODYS =
      ApiKey.generate(ApiKey.Kind.SECRET, new SecureRandom()).reveal();

  /// What is there, of each of us, and what is not.
  private static final List<String> APPS =
      List.of(MINE.appId(), THEIRS.appId(), "app_000000000000000000000000");

  static Set<String> routes() {
    return Contract.document().ofSecretKeys();
  }

  static Stream<String> ofApplications() {
    return routes().stream().filter(route -> route.contains("{app}"));
  }

  private static Answer ask(String route, String app, Map<String, String> headers) {
    var method = route.substring(0, route.indexOf(' '));
    var path = route.substring(method.length() + 1);
    var parameters = new HashMap<String, String>();
    PARAMETER.matcher(path).results().forEach(name -> parameters.put(name.group(1), "x"));
    parameters.computeIfPresent("app", (name, any) -> app);
    return new Row(method, path, parameters, "", headers, 0).send();
  }

  /// All that an answer says.
  private static String said(Answer answer) {
    var headers = new TreeSet<>(answer.headers().map().keySet());
    headers.removeIf(name -> name.startsWith("x-amz"));
    return answer.status() + " " + headers + " " + answer.text();
  }

  private static Set<String> said(String route, List<String> keys) {
    return keys.stream()
        .flatMap(key -> APPS.stream().map(app -> ask(route, app, GatewayEvents.bearer(key))))
        .map(AuthorisationTest::said)
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("routes")
  void whoeverShowsNoSecretKeyIsRefusedAlike(String route) {
    var said = new TreeSet<>(said(route, List.of(NOBODYS, MINE.writeKey(), THEIRS.writeKey())));
    APPS.forEach(app -> said.add(said(ask(route, app, Map.of()))));
    assertThat(said).hasSize(1).first().asString().startsWith("401 ");
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aKeyWithoutTheScopeLearnsNothing(String route) {
    var said = said(route, List.of(NARROW));
    assertThat(said).hasSize(1).first().asString().startsWith("403 ");
    var need = Routes.need(route).scope().orElseThrow().wireName();
    assertThat(said).first().asString().contains("scope " + need);
  }

  @ParameterizedTest
  @MethodSource("ofApplications")
  void anothersApplicationIsLikeNone(String route) {
    var key = GatewayEvents.bearer(MINE.secretKey());
    var theirs = said(ask(route, APPS.get(1), key));
    assertThat(theirs).startsWith("404 ").isEqualTo(said(ask(route, APPS.get(2), key)));
  }

  @Test
  void allRoutesAreTried() {
    var ofSecretKeys =
        Routes.all().entrySet().stream()
            .filter(route -> route.getValue().scope().isPresent())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    assertThat(routes()).isEqualTo(ofSecretKeys);
  }
}
