package dev.lethe.subjects.callback;

import static dev.lethe.subjects.request.RequestFields.begin;
import static dev.lethe.subjects.request.RequestFields.time;

import dev.lethe.shared.api.Json;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.signing.Signatures;
import dev.lethe.subjects.request.ApiVersion;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.Timeline;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/// Callbacks as OpenDSR writes them (section 8.6), signed as answers are. They say nothing of the
/// subject.
public final class CallbackText {

  private final String domain;
  private final Signatures signatures;

  /// @param domain which the certificate is issued for, and requests come to
  public CallbackText(String domain, Signatures signatures) {
    this.domain = domain;
    this.signatures = signatures;
  }

  /// What is said of a status. In our extension stands since when it is so: of two callbacks that
  /// meet on their way the later one tells.
  Bytes body(EnteredRequest request, Timeline.Change change, URI to, Instant now) {
    var text =
        Json.object(json -> {
          begin(json, request);
          json.writeStringField("status_callback_url", to.toString());
          json.writeStringField("request_status", change.status().wireName());
          time(json, "expected_completion_time", request.expectedCompletion(now));
          json.writeObjectFieldStart("extensions");
          json.writeObjectFieldStart(domain);
          json.writeStringField("status_time", change.at().toString());
          json.writeEndObject();
          json.writeEndObject();
        });
    return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The headers of a body, under the names of every version: which one a request spoke is not
  /// kept, and section 10.1 wants the older ones honoured.
  Map<String, String> headers(Bytes body) {
    var signature = Base64.getEncoder().encodeToString(signatures.sign(body).toArray());
    var headers = new HashMap<String, String>();
    for (var version : ApiVersion.values()) {
      headers.put(version.domainHeader(), domain);
      headers.put(version.signatureHeader(), signature);
    }
    return headers;
  }
}
