package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lethe.infra.sdk.Plan;
import dev.lethe.infra.sdk.ProcessSdk;
import dev.lethe.infra.sdk.Recorder;
import dev.lethe.infra.sdk.RudderStackJavaSdk;
import dev.lethe.infra.sdk.Sdk;
import dev.lethe.infra.sdk.SegmentJavaSdk;
import dev.lethe.infra.sdk.SegmentKotlinSdk;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.registry.Feature;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

/// What libraries send, byte by byte, in the events that API Gateway on AWS makes of it: bodies in
/// base64, as compressed as they came, whatever they are called. The local gateway unpacks some and
/// garbles others, so these go to the function itself.
@Execution(ExecutionMode.CONCURRENT)
class SdksOnAwsTest {

  private static final JsonMapper JSON = new JsonMapper();

  private final LambdaClient lambda = Stack.running().client(LambdaClient.builder());

  /// Each as it sends by itself; all but Node's of Segment and Java's compress.
  static Stream<Named<Sdk>> sdks() {
    return Stream.of(
        Named.of("segment analytics-java", new SegmentJavaSdk()),
        Named.of("segment analytics-kotlin", new SegmentKotlinSdk()),
        Named.of("rudder-sdk-java", new RudderStackJavaSdk()),
        Named.of("@segment/analytics-node", ProcessSdk.node("segment")),
        Named.of("@rudderstack/rudder-sdk-node", ProcessSdk.node("rudderstack", "gzip")),
        Named.of("segment-analytics-python", ProcessSdk.python("segment")),
        Named.of("rudder-sdk-python", ProcessSdk.python("rudderstack")));
  }

  @ParameterizedTest
  @MethodSource("sdks")
  void whatItSendsIsTakenAsApiGatewayHandsItOn(Sdk sdk) throws IOException {
    var tenant = Tenant.enrol("AWS").with(Feature.END_USER_IDENTIFIER).with(Feature.GOALS);
    var now = Instant.now();
    try (var recorder = new Recorder()) {
      var plan = Plan.of(recorder.url(), tenant.writeKey(), now).with(sdk.calls());
      assertThat(sdk.send(plan)).isEmpty();
      for (var request : recorder.requests()) {
        var answer = invoke(request);
        assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.path("body").asText()).isEqualTo("{\"success\":true}");
      }
      var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
      assertThat(tenant.await(today.minusDays(1), today, "event", plan.events().size()))
          .isEqualTo(plan.expected("event"));
    }
  }

  private JsonNode invoke(Recorder.Recorded request) throws IOException {
    var event = JSON.createObjectNode();
    event.put("resource", "/v1/{call+}").put("path", request.path()).put("httpMethod", "POST");
    event.set("headers", JSON.valueToTree(request.headers()));
    event.putObject("pathParameters").put("call", request.path().substring("/v1/".length()));
    event.putObject("requestContext").putObject("identity").put("sourceIp", "130.149.7.201");
    event.put("isBase64Encoded", true);
    event.put("body", Base64.getEncoder().encodeToString(request.body().toArray()));
    var payload = SdkBytes.fromByteArray(JSON.writeValueAsBytes(event));
    var answer = lambda.invoke(call -> call.functionName("lethe-ingest").payload(payload));
    assertThat(answer.functionError()).isNull();
    return JSON.readTree(answer.payload().asByteArray());
  }
}
