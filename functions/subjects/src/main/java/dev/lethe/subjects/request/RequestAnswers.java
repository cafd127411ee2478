package dev.lethe.subjects.request;

import static dev.lethe.subjects.request.RequestFields.begin;
import static dev.lethe.subjects.request.RequestFields.time;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.shared.api.Json;
import dev.lethe.shared.api.Responses;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.signing.Signer;
import dev.lethe.subjects.receipt.SignedReceipt;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// RequestAnswers as OpenDSR writes them, each signed. The signature is of the body's bytes and
/// stands in a header; `processor_signature` in the body, which sections 7.3 and 9.2 ask for, would
/// have to sign itself.
public final class RequestAnswers {

  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int ACCEPTED = 202;
  private static final int SEE_OTHER = 303;

  private final Processor processor;
  private final Signer signer;

  public RequestAnswers(Processor processor, Signer signer) {
    this.processor = processor;
    this.signer = signer;
  }

  /// What is supported (section 6.3, with our own types and identities).
  public APIGatewayProxyResponseEvent discovery(ApiVersion version) {
    return signed(
        version,
        OK,
        json -> {
          json.writeStringField("api_version", version.number());
          json.writeArrayFieldStart("supported_identities");
          for (var type : IdentityType.values()) {
            for (var format : IdentityFormat.values()) {
              json.writeStartObject();
              json.writeStringField("identity_type", type.wireName());
              json.writeStringField("identity_format", format.wireName());
              json.writeEndObject();
            }
          }
          json.writeEndArray();
          json.writeArrayFieldStart("supported_subject_request_types");
          for (WireNamed type : RequestType.values()) {
            json.writeString(type.wireName());
          }
          json.writeEndArray();
          json.writeStringField("processor_certificate", processor.certificate().toString());
        });
  }

  /// A request is received, now or before (section 7.3).
  ///
  /// @param body the bytes that were sent, which are said back and kept nowhere
  public APIGatewayProxyResponseEvent created(
      ApiVersion version, EnteredRequest request, byte[] body, Instant now) {
    return signed(
        version,
        CREATED,
        json -> {
          begin(json, request);
          time(json, "expected_completion_time", request.expectedCompletion(now));
          time(json, "received_time", request.timeline().received());
          json.writeStringField("encoded_request", Base64.getEncoder().encodeToString(body));
        });
  }

  /// How far a request is (section 8.3).
  ///
  /// @param results nothing while there are none
  public APIGatewayProxyResponseEvent status(
      ApiVersion version, EnteredRequest request, @Nullable Results results, Instant now) {
    return signed(
        version,
        OK,
        json -> {
          begin(json, request);
          time(json, "expected_completion_time", request.expectedCompletion(now));
          json.writeStringField("request_status", request.timeline().status().wireName());
          json.writeStringField("api_version", version.number());
          if (results != null) {
            json.writeStringField("results_url", results.url().toString());
            json.writeNumberField("results_count", results.count());
          }
          json.writeObjectFieldStart("extensions");
          json.writeObjectFieldStart(processor.domain());
          writeOurs(request, json);
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  /// What our extension says of a request: what was done for it, and when.
  private static void writeOurs(EnteredRequest request, JsonGenerator json) throws IOException {
    var first = request.joined();
    if (first != null) {
      json.writeStringField("joined_to", first.toString());
    }
    json.writeArrayFieldStart("timeline");
    var byTime =
        Map.Entry.<String, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey());
    for (var step : request.steps().entrySet().stream().sorted(byTime).toList()) {
      json.writeStartObject();
      json.writeStringField("step", step.getKey());
      time(json, "at", step.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /// Where the results of a request are for some minutes.
  ///
  /// @param there an address of its own, signed with the answer
  public APIGatewayProxyResponseEvent results(
      ApiVersion version, EnteredRequest request, URI there) {
    var answer =
        signed(
            version,
            SEE_OTHER,
            json -> {
              begin(json, request);
              json.writeStringField("results_url", there.toString());
            });
    answer.getHeaders().put("Location", there.toString());
    return answer;
  }

  /// The receipt of a request: a file of ours, byte for byte.
  public APIGatewayProxyResponseEvent receipt(ApiVersion version, SignedReceipt receipt) {
    var text = new String(receipt.file().toArray(), StandardCharsets.UTF_8);
    return signed(version, Responses.of(OK, new Responses.Content("application/json", text)));
  }

  /// A request is cancelled (section 9.2).
  ///
  /// @param received when that was asked for
  public APIGatewayProxyResponseEvent cancelled(
      ApiVersion version, EnteredRequest request, Instant received) {
    return signed(
        version,
        ACCEPTED,
        json -> {
          begin(json, request);
          time(json, "received_time", received);
          json.writeStringField("api_version", version.number());
        });
  }

  /// A request is refused (sections 7.5 to 7.7).
  public APIGatewayProxyResponseEvent refused(ApiVersion version, Refusal refusal) {
    var answer =
        signed(
            version,
            refusal.status(),
            json -> {
              json.writeObjectFieldStart("error");
              json.writeNumberField("code", refusal.status());
              json.writeStringField("message", refusal.message());
              json.writeArrayFieldStart("errors");
              json.writeStartObject();
              json.writeStringField("domain", "Validation");
              json.writeStringField("reason", refusal.reason().wireName());
              json.writeStringField("message", refusal.message());
              json.writeEndObject();
              json.writeEndArray();
              json.writeEndObject();
            });
    answer.getHeaders().put("Pragma", "no-cache");
    return answer;
  }

  private APIGatewayProxyResponseEvent signed(ApiVersion version, int status, Json.Fields fields) {
    return signed(version, Responses.json(status, fields));
  }

  private APIGatewayProxyResponseEvent signed(
      ApiVersion version, APIGatewayProxyResponseEvent answer) {
    var body = Bytes.copyOf(answer.getBody().getBytes(StandardCharsets.UTF_8));
    var signature = signer.sign(body).toArray();
    answer.getHeaders().put(version.domainHeader(), processor.domain());
    answer
        .getHeaders()
        .put(version.signatureHeader(), Base64.getEncoder().encodeToString(signature));
    return answer;
  }
}
