package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Answer;
import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.Contract;
import dev.lethe.infra.stack.LimitedKeys;
import dev.lethe.infra.stack.Rights;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.access.Need;
import dev.lethe.shared.access.Routes;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.IssuedKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every route refuses whoever may not call it, alike: whether what is asked for is there or not,
/// is mine or another's.
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
    return ask(route, Map.of("app", app), headers);
  }

  /// @param named what stands in the path for some of its parameters
  private static Answer ask(String route, Map<String, String> named, Map<String, String> headers) {
    var method = route.substring(0, route.indexOf(' '));
    var path = route.substring(method.length() + 1);
    var parameters = new HashMap<String, String>();
    PARAMETER
        .matcher(path)
        .results()
        .map(parameter -> parameter.group(1))
        .forEach(name -> parameters.put(name, named.getOrDefault(name, "x")));
    return new Row(method, path, parameters, "{}", headers, 0).send();
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

  /// What another customer has, by the name that paths have for it, and what nobody has.
  private record Thing(String theirs, String nobodys) {}

  private static final Map<String, Thing> THINGS = things();

  private static Map<String, Thing> things() {
    var key = GatewayEvents.bearer(THEIRS.secretKey());
    var app = "/v1/apps/" + THEIRS.appId();
    var contact = "{\"email\":\"b@example.com\",\"role\":\"billing\"}";
    return Map.of(
        "id", new Thing(new Rights(THEIRS).taken("access", "jane").toString(), uuid()),
        "contact", new Thing(made("/v1/contacts", contact, key), "con_" + "9".repeat(24)),
        "export", new Thing(made(app + "/exports", "", key), "exp_" + "A".repeat(22)),
        "audit", new Thing(made(app + "/audits", "", key), "aud_" + "A".repeat(22)),
        // Of the customer and of its application: neither is mine.
        "key", new Thing(IssuedKey.idOf(ApiKey.shown(THEIRS.secretKey()).hash()), "0".repeat(12)));
  }

  private static String made(String path, String body, Map<String, String> key) {
    var answer = Api.post(path, body.getBytes(StandardCharsets.UTF_8), key);
    assertThat(answer.status()).as(answer.text()).isBetween(201, 202);
    return answer.json().path("id").asText();
  }

  private static String uuid() {
    return UUID.randomUUID().toString();
  }

  static Stream<Arguments> ofThings() {
    return routes().stream()
        .flatMap(route ->
            THINGS.keySet().stream()
                .filter(name -> route.contains("{" + name + "}"))
                .map(name -> Arguments.of(route, name)));
  }

  @ParameterizedTest
  @MethodSource("ofThings")
  void whatAnotherHasIsLikeWhatNobodyHas(String route, String name) {
    var key = GatewayEvents.bearer(MINE.secretKey());
    var thing = Objects.requireNonNull(THINGS.get(name));
    var said =
        Stream.of(thing.theirs(), thing.nobodys())
            .map(id -> ask(route, Map.of("app", MINE.appId(), name, id), key))
            .map(answer -> said(answer).replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", ""))
            .collect(Collectors.toSet());
    assertThat(said).hasSize(1).first().asString().startsWith("404 ");
  }

  static Stream<String> ofTheOperator() {
    return of(Need.OPERATOR);
  }

  private static Stream<String> of(Need need) {
    return Routes.all().entrySet().stream()
        .filter(route -> route.getValue() == need)
        .map(Map.Entry::getKey);
  }

  /// The gateway lets nobody in there without AWS credentials; were it told to, the functions do.
  @ParameterizedTest
  @MethodSource("ofTheOperator")
  void whoHasNotSignedIsNobodyToTheOperatorsRoutes(String route) {
    var said =
        Stream.of(MINE.customerId(), THEIRS.customerId(), "cus_000000000000000000000000")
            .map(customer -> Map.of("customer", customer, "app", MINE.appId()))
            .flatMap(named ->
                Stream.of(
                        Map.<String, String>of(),
                        GatewayEvents.bearer(MINE.secretKey()),
                        GatewayEvents.basic(MINE.writeKey()))
                    .map(headers -> said(ask(route, named, headers))))
            .collect(Collectors.toSet());
    assertThat(said).hasSize(1).first().asString().startsWith("404 ");
  }

  static Stream<String> ofWriteKeys() {
    return of(Need.WRITE_KEY);
  }

  @ParameterizedTest
  @MethodSource("ofWriteKeys")
  void aSecretKeySendsNothing(String route) {
    var unknown = ApiKey.generate(ApiKey.Kind.WRITE, new SecureRandom()).reveal();
    var said =
        Stream.of(unknown, MINE.secretKey(), THEIRS.secretKey())
            .map(key ->
                ask(route, Map.of("call+", "track", "writeKey", key), GatewayEvents.basic(key)))
            .map(AuthorisationTest::said)
            .collect(Collectors.toSet());
    assertThat(said).hasSize(1).first().asString().matches("(400|401|404) .*");
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
