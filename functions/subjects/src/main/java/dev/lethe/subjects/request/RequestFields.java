package dev.lethe.subjects.request;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Fields that answers and callbacks have in common.
public final class RequestFields {

  private RequestFields() {}

  /// Whose request it is, and which.
  public static void begin(JsonGenerator json, EnteredRequest request) throws IOException {
    json.writeStringField("controller_id", request.customer());
    json.writeStringField("subject_request_id", request.id().toString());
  }

  /// A time, in RFC 3339, to the second.
  public static void time(JsonGenerator json, String field, Instant time) throws IOException {
    json.writeStringField(field, time.truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
