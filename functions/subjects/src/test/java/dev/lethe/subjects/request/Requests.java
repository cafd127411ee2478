package dev.lethe.subjects.request;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/// Requests as customers send them.
final class Requests {

  static final String DOMAIN = "example-processor.com";
  static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  static final String ID = "a7551968-d5d6-44b2-9831-815ac9017798";

  /// The example of the specification (section 7.2), with the field that version 2.0 added.
  static final String EXAMPLE =
      """
      {
        "regulation": "gdpr",
        "subject_request_id": "a7551968-d5d6-44b2-9831-815ac9017798",
        "subject_request_type": "erasure",
        "submitted_time": "2018-10-02T15:00:00Z",
        "subject_identities": [
          {
            "identity_type": "email",
            "identity_value": "johndoe@example.com",
            "identity_format": "raw"
          }
        ],
        "api_version": "2.0",
        "status_callback_urls": [
          "https://examplecontroller.com/opendsr_callbacks"
        ],
        "extensions": {
          "example-processor.com": {
            "application_id": "app_1"
          },
          "example-other-processor.com": {
            "foo-other-processor-custom-id": 654321
          }
        }
      }
      """;

  private Requests() {}

  static byte[] bytes(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  static SubjectRequest read(String body) throws RequestRefusedException {
    return read(body, ApiVersion.OPENDSR);
  }

  static SubjectRequest read(String body, ApiVersion version) throws RequestRefusedException {
    return new RequestReader(DOMAIN, Clock.fixed(NOW, ZoneOffset.UTC)).read(bytes(body), version);
  }

  /// The example, of another type, with this in our extension.
  static String example(String type, String extension) {
    return EXAMPLE
        .replace("\"erasure\"", "\"" + type + "\"")
        .replace("\"application_id\": \"app_1\"", extension);
  }

  /// The example, about this identity.
  static String about(String type, String value, String format) {
    return EXAMPLE
        .replace("\"email\"", "\"" + type + "\"")
        .replace("\"johndoe@example.com\"", "\"" + value + "\"")
        .replace("\"raw\"", "\"" + format + "\"");
  }
}
