package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.infra.sdk.Meddler;
import dev.lethe.infra.sdk.Plan;
import dev.lethe.infra.sdk.SegmentJavaSdk;
import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.Await;
import dev.lethe.infra.stack.RightsRequests;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.ingest.request.Whose;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.registry.Feature;
import dev.lethe.subjects.request.RequestType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What an application used is told to the last request and byte, and of no other application.
@Execution(ExecutionMode.CONCURRENT) // counting takes its time
class UsageOnTheStackTest {

  private static final String EVENT =
      "{\"type\":\"track\",\"event\":\"Opened\",\"anonymousId\":\"d1\",\"messageId\":\"m1\"}";

  private final Tenant tenant = Tenant.enrol("Used");

  /// Of the present month.
  private static JsonNode usage(Tenant of) {
    var present = YearMonth.now(ZoneOffset.UTC);
    var path = "/v1/apps/%s/usage?from=%s&to=%s".formatted(of.appId(), present, present);
    var answer = Api.get(path, GatewayEvents.bearer(of.secretKey()));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("months").get(0);
  }

  /// As soon as so much is counted: each number is by itself, one a moment after the other.
  private static JsonNode usage(Tenant of, long requests, long bytes, long events) {
    return Await.found(() -> {
      var usage = usage(of);
      var isCounted =
          usage.path("requests").path("total").asLong() >= requests
              && usage.path("bytes").asLong() >= bytes
              && usage.path("events").path("total").asLong() >= events;
      return isCounted ? usage : null;
    });
  }

  private static int post(Tenant as, String call, byte[] body) {
    return Api.post("/v1/" + call, body, GatewayEvents.basic(as.writeKey())).status();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] packed(String text) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes(text));
    }
    return packed.toByteArray();
  }

  /// All but who was there: that changes when they go.
  private static JsonNode withoutSubjects(JsonNode usage) {
    return ((ObjectNode) usage.deepCopy()).without("activeSubjects");
  }

  @Test
  void requestsBytesAndEventsAreExactAlsoOfWhatWasRefused() throws IOException {
    var sameCustomers = tenant.another();
    var others = Tenant.enrol("Others");
    assertThat(post(others, "track", bytes(EVENT))).isEqualTo(200);
    var before = usage(others, 1, EVENT.length(), 1);

    var mixed =
        bytes(
            "{\"batch\":[%s,{\"type\":\"track\",\"anonymousId\":\"d1\"},{\"type\":\"none\"},%s]}"
                .formatted(EVENT, EVENT.replace("d1", "d2")));
    var rejected = bytes("{\"anonymousId\":\"d1\"}");
    var traits =
        bytes("{\"anonymousId\":\"d2\",\"traits\":{\"plan\":\"gold\"},\"messageId\":\"m2\"}");
    // The local gateway unpacks what says that it is packed; this says nothing.
    var packed = packed(EVENT.replace("m1", "m3").replace("Opened", "Opened ".repeat(10)));
    var large = bytes(EVENT + " ".repeat(512 * 1024));
    assertThat(post(tenant, "batch", mixed)).isEqualTo(200);
    assertThat(post(tenant, "batch", mixed)).as("again").isEqualTo(200);
    assertThat(post(tenant, "track", rejected)).isEqualTo(200);
    assertThat(post(tenant, "identify", traits)).isEqualTo(200);
    assertThat(post(tenant, "track", packed)).isEqualTo(200);
    assertThat(post(tenant, "track", bytes("{"))).isEqualTo(400);
    assertThat(post(tenant, "track", large)).isEqualTo(413);
    assertThat(Api.post("/v1/track", bytes(EVENT), Map.of()).status()).isEqualTo(401);

    var bytes =
        2L * mixed.length + rejected.length + traits.length + packed.length + 1 + large.length;
    var usage = usage(tenant, 7, bytes, 11);
    assertThat(usage.path("requests"))
        .hasToString("{\"total\":7,\"taken\":5,\"refused\":{\"malformed\":1,\"too_large\":1}}");
    assertThat(usage.path("bytes").asLong()).isEqualTo(bytes);
    assertThat(usage.path("events"))
        .hasToString(
            "{\"total\":11,\"taken\":4,\"repeated\":2,"
                + "\"rejected\":{\"missing_event_name\":3,\"unknown_type\":2},\"suppressed\":{}}");
    assertThat(usage.path("droppedParts")).hasToString("{\"user_attributes\":1}");
    assertThat(usage.path("activeSubjects").asLong()).isEqualTo(2);

    assertThat(usage(others)).isEqualTo(before);
    assertThat(usage(sameCustomers).path("requests").path("total").asLong()).isZero();
    assertThat(usage(sameCustomers).path("bytes").asLong()).isZero();

    new RightsRequests(tenant).done(RequestType.ERASURE, Set.of(), Whose.of(null, "d2"));
    assertThat(withoutSubjects(usage(tenant))).isEqualTo(withoutSubjects(usage));
    assertThat(usage(tenant).path("activeSubjects").asLong()).isEqualTo(1);
  }

  @Test
  void eachRequestOfAnSdkIsOneThoughItSendsAgain() {
    tenant.with(Feature.END_USER_IDENTIFIER).with(Feature.GOALS);
    try (var meddler = Meddler.losingTheFirstReply()) {
      var plan = Plan.of(meddler.url(), tenant.writeKey(), Instant.now()).first(5);
      assertThat(new SegmentJavaSdk().send(plan)).isEmpty();
      var requests = meddler.statuses().size();
      // Some of the events come again.
      var usage = usage(tenant, requests, meddler.bytes(), 6);
      assertThat(usage.path("requests").path("taken").asLong()).isEqualTo(requests);
      assertThat(usage.path("bytes").asLong()).isEqualTo(meddler.bytes());
      assertThat(usage.path("events").path("taken").asLong()).isEqualTo(5);
      assertThat(usage.path("events").path("repeated").asLong()).isBetween(1L, 5L);
    }
  }
}
