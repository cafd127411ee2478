package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Answer;
import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.LogService;
import dev.lethe.infra.stack.ShippedLines;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Stores;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.registry.Feature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// Canaries stand for what is personal: identifiers, values and addresses that occur nowhere else.
/// They go in on every way, good and bad; then every byte of every store is searched for them, and
/// all that is sealed is opened. So is what an outside service gets of the logs.
class NothingPersonalTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  /// Networks of universities: the country database knows them.
  private static final String IPV4_NETWORK = "130.149." + RANDOM.nextInt(100, 255);

  private static final String IPV6_NETWORK = "2001:638:809";

  /// Other addresses at each run: a stack may still hold what an earlier one left.
  private static final String IPV4 = IPV4_NETWORK + "." + RANDOM.nextInt(100, 255);

  private static final String INTERFACE =
      IntStream.range(0, 4)
          .mapToObj(i -> Integer.toHexString(RANDOM.nextInt(0x1000, 0x10000)))
          .collect(Collectors.joining(":"));

  private static final String IPV6 = IPV6_NETWORK + ":ff11:" + INTERFACE;

  /// How the two may be written, and what must be found of none of them.
  private static final List<String> ADDRESSES =
      List.of(IPV4, "::ffff:" + IPV4, "[" + IPV6 + "]:443", IPV6 + "%eth0");

  private static final List<String> CLEAR = List.of(IPV4, INTERFACE);

  /// What only a feature keeps, and what nothing keeps, as ends of a canary.
  private static final List<String> OF_FEATURES = List.of("user", "trait", "device");

  private static final String OF_NOTHING = "network";

  private final Stack stack = Stack.running();
  private final Stores stores = new Stores();
  private final String canary = "canary" + UUID.randomUUID().toString().replace("-", "");
  private final Tenant off = Tenant.enrol("Canary, features off");
  private final Tenant on =
      Tenant.enrol("Canary, features on")
          .with(Feature.END_USER_IDENTIFIER)
          .with(Feature.USER_ATTRIBUTES)
          .with(Feature.GOALS);

  /// An event with a canary wherever something personal can stand.
  private String event(int number) {
    var address = ADDRESSES.get(number % ADDRESSES.size());
    return """
    {'type':'track','event':'Opened by #name@example.com','name':'#name','groupId':'#prop',
     'userId':'#user','previousId':'#user','anonymousId':'#anon','messageId':'#message-!n',
     'context':{'ip':'@','locale':'#locale','sessionId':'#session','externalId':'#user',
       'device':{'id':'#device','advertisingId':'#device','model':'#model@','name':'#device'},
       'network':{'carrier':'#network','bssid':'#network'},'traits':{'a':'#trait'},
       'location':{'city':'#trait'},'app':{'version':'#prop'},'timezone':'#prop',
       'headers':{'X-Forwarded-For':'10.1.2.3, @, unknown'}},
     'properties':{'session_id':'#session','p':'#prop','ip':'@','list':['@',{'@':'seen at @.'}],
       'url':'https://@/#prop?from=@'},
     'traits':{'email':'#trait@example.com'},'integrations':{'#prop':'@'}}
    """
        .replace('\'', '"')
        .replace("#", canary)
        .replace("!n", Integer.toString(number))
        .replace("@example", "\\u0040example")
        .replace("@", address)
        .replace("\\u0040", "@");
  }

  @Test
  void isFoundInAnyStore() throws IOException {
    var found = new TreeMap<String, List<String>>();
    try (var service = LogService.open()) {
      var since = Instant.now();
      sendGood(off);
      sendGood(on);
      sendBad();
      var sent = 4L + 6 + 1;
      assertThat(off.awaitIntake(sent + 2)).containsEntry("taken", sent);
      assertThat(on.awaitIntake(sent + 2)).containsEntry("taken", sent);
      found.put("shipped logs", List.copyOf(ShippedLines.each(service.awaitAllSince(since))));
    }

    found.putAll(stores.all());
    assertThat(found).allSatisfy((store, contents) -> assertThat(contents).as(store).isNotEmpty());
    found.forEach((store, contents) -> {
      assertNowhere(store, contents, List.of(canary, encoded(canary)));
      assertNowhere(store, contents, CLEAR);
      assertNowhere(
          store, contents, List.of(off.writeKey(), off.secretKey(), on.writeKey(), on.secretKey()));
    });
    assertSealed();
  }

  /// What is sealed opens; a feature that is off kept nothing, and addresses are masked.
  private void assertSealed() {
    var without = off.opened();
    assertThat(without).hasSize(8).anyMatch(text -> text.contains("prop"));
    assertNowhere("sealed, features off", without, CLEAR);
    for (var kind : OF_FEATURES) {
      assertNowhere("sealed, features off", without, List.of(canary + kind));
    }
    var with = on.opened();
    assertThat(with).hasSize(8);
    assertNowhere("sealed, features on", with, CLEAR);
    for (var kind : OF_FEATURES) {
      assertThat(with).anyMatch(text -> text.contains(canary + kind));
    }
    for (var all : List.of(without, with)) {
      assertNowhere("sealed", all, List.of(canary + OF_NOTHING));
      assertThat(all).anyMatch(text -> text.contains(IPV4_NETWORK + ".0"));
      assertThat(all).anyMatch(text -> text.contains(IPV6_NETWORK + "::"));
    }
  }

  /// Eleven events that are taken, one that is rejected, one that is suppressed.
  private void sendGood(Tenant tenant) throws IOException {
    var key = GatewayEvents.basic(tenant.writeKey());
    var batch = IntStream.range(0, 4).mapToObj(this::event).collect(Collectors.joining(","));
    post(
        "/v1/batch",
        gzip("{\"context\":{\"ip\":\"" + IPV4 + "\"},\"batch\":[" + batch + "]}"),
        key,
        200);
    var calls = List.of("track", "identify", "screen", "page", "group", "alias");
    for (var i = 0; i < calls.size(); i++) {
      post("/v1/" + calls.get(i), event(10 + i), key, 200);
    }
    var edge = new HashMap<>(key);
    edge.put("CF-Connecting-IP", IPV4);
    edge.put("X-Forwarded-For", IPV6);
    edge.put("True-Client-IP", IPV4);
    edge.put("X-Origin-Secret", secret());
    post("/v1/track", event(20).replaceFirst("\"ip\":\"[^\"]*\",", ""), edge, 200);
    post("/v1/track", event(21).replace("\"event\"", "\"no\""), key, 200);
    var device = "{\"anonymousId\":\"" + canary + "out\"}";
    post("/v1/optout", device, key, 200);
    post("/v1/track", "{\"event\":\"E\",\"anonymousId\":\"" + canary + "out\"}", key, 200);
    post("/v1/optin", device, key, 200);
  }

  private void sendBad() throws IOException {
    var key = GatewayEvents.basic(off.writeKey());
    post("/v1/batch", "{\"batch\":[" + event(0), key, 400);
    post("/v1/batch", "{\"batch\":" + canary + "}", key, 400);
    post("/v1/batch", "{\"" + canary + "\":\"" + IPV4 + "\"}", key, 400);
    post("/v1/optout", "{\"userId\":\"" + canary + "\",\"ip\":\"" + IPV4 + "\"}", key, 400);
    post("/v1/track", event(0) + " ".repeat(512 * 1024), key, 413);
    var event = event(0);
    var many =
        IntStream.rangeClosed(0, 250)
            .mapToObj(i -> event.replace(canary + "anon", canary + "anon" + i))
            .collect(Collectors.joining(",", "{\"batch\":[", "]}"));
    post("/v1/batch", many, key, 413);
    post("/v1/track", event, GatewayEvents.basic("lethe_wk_" + canary), 401);
    post("/v1/track", event, GatewayEvents.bearer(canary), 401);
    post("/v1/track", event, Map.of("Authorization", "Basic " + canary), 401);
    post(
        "/v1/track", event.replaceFirst("\\{", "{\"writeKey\":\"" + canary + "\","), Map.of(), 401);
    post("/v1/" + canary, event, key, 404);
    var screenshot = "{\"anonymousId\":\"" + canary + "\",\"timestamp\":\"" + canary + "\"}";
    post("/v1/screenshots", screenshot, key, 400);
    post("/v1/screenshots/" + canary + "/complete", screenshot, key, 400);
    post("/v1/screenshots", screenshot, GatewayEvents.basic(canary), 400);
    assertSilent(Api.get("/v1/projects/lethe_wk_" + canary + "/settings", Map.of()), 401);
    var secretKey = GatewayEvents.bearer(off.secretKey());
    post("/v1/apps", "{\"name\":\"App\",\"" + canary + "\":\"" + IPV4 + "\"}", secretKey, 400);
    post("/v1/apps", event, GatewayEvents.bearer(canary), 401);
    var features = "/v1/apps/" + off.appId() + "/features/";
    assertSilent(Api.put(features + canary, bytes(event), secretKey), 404);
    assertSilent(Api.put(features + "goals", bytes(event), secretKey), 400);
    assertSilent(off.ask("events", "?by=" + canary), 400);
    assertSilent(off.ask("events", "?from=" + canary), 400);
    assertSilent(off.ask(canary, ""), 404);
    var broken = gzip(event);
    broken[broken.length / 2] ^= 0x55;
    assertThat(Api.post("/v1/track", broken, key).text()).doesNotContain(canary, IPV4);
    var lost = Tenant.enrol("Canary, keys lost");
    lost.loseKeys();
    post("/v1/track", event, GatewayEvents.basic(lost.writeKey()), 503);
  }

  private void post(String path, String body, Map<String, String> headers, int status) {
    post(path, bytes(body), headers, status);
  }

  private void post(String path, byte[] body, Map<String, String> headers, int status) {
    assertSilent(Api.post(path, body, headers), status);
  }

  /// Answers say nothing of what was sent but the message id of a rejected event.
  private void assertSilent(Answer answer, int status) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    var said = answer.text().replace(canary + "message", "") + answer.headers().map();
    assertThat(said).doesNotContain(canary).doesNotContain(CLEAR);
  }

  private static void assertNowhere(String store, List<String> contents, List<String> secrets) {
    for (var secret : secrets) {
      assertThat(contents.stream().filter(content -> content.contains(secret)).findFirst())
          .as(secret + " in " + store)
          .isEmpty();
    }
  }

  private String secret() {
    return stack
        .client(SecretsManagerClient.builder())
        .getSecretValue(get -> get.secretId(stack.output("OriginSecret")))
        .secretString();
  }

  private static String encoded(String text) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes(text)).substring(0, 20);
  }

  private static byte[] gzip(String text) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes(text));
    }
    return packed.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
