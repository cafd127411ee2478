package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.infra.stack.Answer;
import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.ArchivedLines;
import dev.lethe.infra.stack.Await;
import dev.lethe.infra.stack.ExportedLines;
import dev.lethe.infra.stack.GivenPackage;
import dev.lethe.infra.stack.RightsRequests;
import dev.lethe.infra.stack.SignedBy;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.infra.stack.Uploader;
import dev.lethe.ingest.request.Whose;
import dev.lethe.ingest.screenshot.picture.Pictures;
import dev.lethe.shared.access.Routes;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.registry.Feature;
import dev.lethe.subjects.request.RequestType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Two customers, and two applications of one of them, with the same names, users, devices, ids of
/// events and ids of requests, side by side through every API: neither sees, counts or touches what
/// is another's. That they cannot be told from what does not exist is [AuthorisationTest]'s.
class CustomersApartTest {

  private static final String USER = "user-1";
  private static final String DEVICE = "device-1";
  private static final Whose WHO = Whose.of(USER, DEVICE);

  /// How many events more mine has in the end.
  private static final int MORE = 5;

  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final Side mine = new Side(enrolled(Tenant.enrol("Same")), "of-mine", 3);
  private final Side second = new Side(enrolled(mine.tenant().another()), "of-second", 2);
  private final Side theirs = new Side(enrolled(Tenant.enrol("Same")), "of-theirs", 5);
  private final List<Side> all = List.of(mine, second, theirs);

  /// @param mark what is in its events, and in no other's
  /// @param events how many of them the user's device sends at first
  private record Side(Tenant tenant, String mark, int events) {

    private Map<String, String> key() {
      return GatewayEvents.bearer(tenant.secretKey());
    }

    private Answer get(String path) {
      return Api.get(path.replace("{app}", tenant.appId()), key());
    }

    /// What an operation begins, when it is no longer running.
    private JsonNode begun(String collection) {
      var path = collection.replace("{app}", tenant.appId());
      var begun = Api.post(path, new byte[0], key());
      assertThat(begun.status()).as(begun.text()).isEqualTo(202);
      var one = path + "/" + begun.json().path("id").asText();
      return Await.found(() -> {
        var answer = get(one).json();
        return answer.path("status").asText().equals("running") ? null : answer;
      });
    }

    /// The texts of a field in what a list has.
    private List<String> texts(String path, String list, String field) {
      return get(path).json().path(list).findValuesAsText(field);
    }

    /// Something that is done: by the customer, or the operator on its own routes.
    private JsonNode does(String method, String path, String body) {
      var headers = path.startsWith("/v1/customers") ? SignedBy.key("alice") : key();
      var answer = new Row(method, path, Map.of("app", tenant.appId()), body, headers, 0).send();
      assertThat(answer.status()).as(answer.text()).isBetween(200, 202);
      return answer.json();
    }

    private void post(String call, String body) {
      var sent =
          Api.post(
              "/v1/" + call,
              body.getBytes(StandardCharsets.UTF_8),
              GatewayEvents.basic(tenant.writeKey()));
      assertThat(sent.status()).as(sent.text()).isEqualTo(200);
    }

    /// The same event of the same user at the same device, but for its mark.
    private void track(String messageId) {
      post(
          "track",
          """
          {"event":"Read","userId":"%s","anonymousId":"%s","messageId":"%s","timestamp":"%s","properties":{"mark":"%s"}}\
          """
              .formatted(USER, DEVICE, messageId, Instant.now(), mark));
    }

    private RightsRequests rights() {
      return new RightsRequests(tenant);
    }

    private boolean isOfAnother(String text, List<Side> all) {
      return all.stream().anyMatch(side -> !side.equals(this) && text.contains(side.mark()));
    }
  }

  private static Tenant enrolled(Tenant tenant) {
    for (var feature : Feature.values()) {
      tenant.with(feature);
    }
    return tenant;
  }

  private long read(Side side, long atLeast) {
    return side.tenant().await(today.minusDays(1), today, "event", atLeast).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private void live(Side side) {
    IntStream.range(0, side.events()).forEach(number -> side.track("message-" + number));
    var picture = Pictures.png();
    var form = Uploader.form(DEVICE, picture);
    var uploader = new Uploader(side.tenant());
    assertThat(uploader.complete(uploader.uploaded(form, picture), form).status()).isEqualTo(200);
  }

  @Test
  void whatIsNamedAlikeIsApart() {
    all.forEach(this::live);
    all.forEach(this::isCountedByItself);
    all.forEach(this::isExportedByItself);
    var request = UUID.randomUUID();
    List.of(mine, theirs).forEach(side -> isGivenByItself(side, request));
    isTheOnlyOneInItsRegisters();
    List.of(mine, theirs).forEach(this::isAuditedByItself);
    isNotSeenWhateverAnotherDoes(request);
    isErasedByItself();
    isStoppedByItself();
  }

  private void isCountedByItself(Side side) {
    assertThat(read(side, side.events())).as(side.mark()).isEqualTo(side.events());
    assertThat(side.tenant().awaitIntake(side.events()))
        .as("none is a repeat of another's")
        .isEqualTo(Map.of("taken", (long) side.events()));
    var months = "/v1/apps/{app}/usage?from=%1$s&to=%1$s".formatted(YearMonth.from(today));
    var usage =
        Await.found(() -> {
          var month = side.get(months).json().path("months").path(0);
          return month.path("activeSubjects").asLong() > 0 ? month : null;
        });
    assertThat(usage.path("activeSubjects").asLong()).isEqualTo(1);
    assertThat(usage.path("events").path("taken").asLong()).isEqualTo(side.events());
  }

  private void isExportedByItself(Side side) {
    Await.until(() -> new ArchivedLines().of(side.tenant().appId()).size() == side.events());
    var export = side.begun("/v1/apps/{app}/exports");
    assertThat(export.path("events").asInt()).as(export.toString()).isEqualTo(side.events());
    assertThat(ExportedLines.of(export))
        .hasSize(side.events())
        .allMatch(line -> line.toString().contains(side.mark()))
        .noneMatch(line -> side.isOfAnother(line.toString(), all));
  }

  /// @param request which both customers call their request
  private void isGivenByItself(Side side, UUID request) {
    side.rights().done(request, RequestType.ACCESS, WHO);
    var given = GivenPackage.of(side.tenant(), request);
    assertThat(given.events()).hasSize(side.events());
    assertThat(given.subjects().findValues("screenshots").stream().mapToInt(JsonNode::size).sum())
        .as(given.subjects().toString())
        .isEqualTo(1);
    assertThat(given.files().values())
        .anyMatch(file -> file.contains(side.mark()))
        .noneMatch(file -> side.isOfAnother(file, all));
  }

  private void isTheOnlyOneInItsRegisters() {
    assertThat(mine.get("/v1/disclosures").json().path("disclosures").findValuesAsText("app"))
        .as("exports of both applications, and a package")
        .containsExactlyInAnyOrder(
            mine.tenant().appId(), mine.tenant().appId(), second.tenant().appId());
    assertThat(theirs.get("/v1/disclosures").json().path("disclosures").findValuesAsText("app"))
        .containsExactly(theirs.tenant().appId(), theirs.tenant().appId());
    assertThat(theirs.get("/v1/apps").json().path("apps").findValuesAsText("appId"))
        .containsExactly(theirs.tenant().appId());
    assertThat(mine.get("/v1/apps").json().path("apps").findValuesAsText("appId"))
        .containsExactlyInAnyOrder(mine.tenant().appId(), second.tenant().appId());
    for (var side : List.of(mine, theirs)) {
      assertThat(side.get("/v1/keys").json().path("keys")).hasSize(1);
      assertThat(side.get("/v1/contacts").json().path("contacts")).hasSize(1);
    }
    for (var side : all) {
      assertThat(side.get("/v1/apps/{app}/keys").json().path("keys")).hasSize(1);
      assertThat(side.get("/v1/apps/{app}/features").json().path("switches"))
          .hasSize(Feature.values().length);
    }
  }

  /// An audit tells of its application, and of no other, though stores are measured as a whole.
  private void isAuditedByItself(Side side) {
    var text = side.begun("/v1/apps/{app}/audits").path("audit");
    assertThat(text.path("application").asText()).isEqualTo(side.tenant().appId());
    assertThat(text.path("customer").asText()).isEqualTo(side.tenant().customerId());
    assertThat(text.path("features").path("switched")).hasSize(Feature.values().length);
    assertThat(text.path("requests").path("number").asInt()).as("its package").isEqualTo(1);
    assertThat(all)
        .filteredOn(other -> !other.equals(side))
        .noneMatch(other -> text.toString().contains(other.tenant().appId()))
        .noneMatch(other ->
            !other.tenant().customerId().equals(side.tenant().customerId())
                && text.toString().contains(other.tenant().customerId()));
    assertThat(side.get("/v1/apps/{app}/audits").json().path("audits")).hasSize(1);
  }

  /// Nothing that the other customer can read changes, to the byte, whatever is done by, to and for
  /// mine.
  private void isNotSeenWhateverAnotherDoes(UUID request) {
    var before = readable(theirs, request);
    assertThat(before)
        .hasSizeGreaterThan(20)
        .allSatisfy((path, said) -> assertThat(said).matches("(?s)(200|303) .*"));
    IntStream.range(0, MORE).forEach(number -> mine.track("more-" + number));
    mine.does("PATCH", "/v1/apps/{app}", "{\"name\":\"Renamed\",\"maskIpv4\":20}");
    mine.does("POST", "/v1/contacts", "{\"email\":\"b@example.com\",\"role\":\"billing\"}");
    var key = mine.does("POST", "/v1/keys", "{\"name\":\"New\",\"scope\":\"rights read\"}");
    var own = "/v1/keys/" + key.path("id").asText();
    mine.does("POST", own + "/rotation", "{\"overlapDays\":1}");
    mine.does("DELETE", own, "");
    mine.does("POST", "/v1/apps/{app}/keys", "{\"name\":\"New\"}");
    mine.does("DELETE", "/v1/apps/{app}/features/user_attributes?collected=erase", "");
    mine.tenant().with(Feature.USER_ATTRIBUTES);
    mine.begun("/v1/apps/{app}/exports");
    mine.does("PUT", "/v1/customers/" + mine.tenant().customerId() + "/suspension", "");
    mine.does("DELETE", "/v1/customers/" + mine.tenant().customerId() + "/suspension", "");
    read(mine, mine.events() + (long) MORE);
    assertThat(readable(theirs, request)).isEqualTo(before);
  }

  /// All that a customer's key reads, by its path. Addresses of files are signed anew each time.
  private static Map<String, String> readable(Side side, UUID request) {
    var named = new HashMap<String, List<String>>();
    named.put("app", List.of(side.tenant().appId()));
    named.put("id", List.of(request.toString()));
    named.put("metric", side.texts("/v1/apps/{app}/insights", "metrics", "metric"));
    named.put("export", side.texts("/v1/apps/{app}/exports", "exports", "id"));
    named.put("audit", side.texts("/v1/apps/{app}/audits", "audits", "id"));
    var found = new TreeMap<String, String>();
    Routes.all().entrySet().stream()
        .filter(route -> route.getValue().scope().isPresent())
        .map(Map.Entry::getKey)
        .filter(
            route -> route.startsWith("GET ") && NOT_READABLE.stream().noneMatch(route::endsWith))
        .map(route -> route.substring("GET ".length()))
        .flatMap(path -> filled(path, named))
        .forEach(path -> {
          var answer = Api.getInTurn(path, side.key());
          found.put(path, answer.status() + " " + SIGNED.matcher(answer.text()).replaceAll(""));
        });
    return found;
  }

  /// There is no termination, and an access has no receipt.
  private static final List<String> NOT_READABLE = List.of("/termination", "/receipt");

  private static final Pattern SIGNED = Pattern.compile("\\?[^\"]*X-Amz[^\"]*");

  private static Stream<String> filled(String path, Map<String, List<String>> named) {
    var paths = Stream.of(path);
    for (var name : named.entrySet()) {
      var parameter = "{" + name.getKey() + "}";
      paths =
          paths.flatMap(one ->
              one.contains(parameter)
                  ? name.getValue().stream().map(value -> one.replace(parameter, value))
                  : Stream.of(one));
    }
    return paths;
  }

  /// Mine is forgotten, and theirs is restricted by a request of the same id.
  private void isErasedByItself() {
    var request = UUID.randomUUID();
    mine.rights().done(request, RequestType.ERASURE, WHO);
    theirs.rights().done(request, RequestType.RESTRICTION, WHO);
    assertThat(read(mine, 0)).isZero();
    assertThat(read(second, 0)).isEqualTo(second.events());
    assertThat(read(theirs, 0)).isEqualTo(theirs.events());
    all.forEach(side -> side.track("later"));
    assertThat(read(mine, 1)).as("somebody new").isEqualTo(1);
    assertThat(read(second, second.events() + 1L)).isEqualTo(second.events() + 1L);
    assertThat(theirs.tenant().awaitIntake(theirs.events() + 1L))
        .isEqualTo(Map.of("taken", (long) theirs.events(), "suppressed_restricted", 1L));
    theirs.rights().done(UUID.randomUUID(), RequestType.LIFT_RESTRICTION, WHO);
    assertThat(ExportedLines.of(theirs.begun("/v1/apps/{app}/exports")))
        .hasSize(theirs.events() + 1);
  }

  /// A device that opts out of an application sends to the others.
  private void isStoppedByItself() {
    second.post("optout", "{\"anonymousId\":\"" + DEVICE + "-alone\"}");
    all.forEach(side ->
        side.post(
            "track",
            "{\"event\":\"Alone\",\"anonymousId\":\"%s-alone\",\"messageId\":\"alone\"}"
                .formatted(DEVICE)));
    assertThat(second.tenant().awaitIntake(Map.of("suppressed_stopped", 1L)))
        .containsEntry("suppressed_stopped", 1L);
    assertThat(mine.tenant().awaitIntake(mine.events() + MORE + 2L))
        .isEqualTo(Map.of("taken", mine.events() + MORE + 2L));
    assertThat(theirs.tenant().awaitIntake(theirs.events() + 2L))
        .isEqualTo(Map.of("taken", theirs.events() + 1L, "suppressed_restricted", 1L));
  }
}
