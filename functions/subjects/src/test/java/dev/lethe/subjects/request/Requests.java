package dev.lethe.subjects.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lethe.shared.signing.Signer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;

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

  /// The example, as it was taken.
  static EnteredRequest entered(Instant received) {
    try {
      return EnteredRequest.of(
          read(EXAMPLE),
          new EnteredRequest.Asked(
              "example_controller_id", "app_1", "0123456789ab", Duration.ZERO, null),
          new RequestSecret(new byte[32]),
          received);
    } catch (RequestRefusedException e) {
      throw new AssertionError(e);
    }
  }

  /// What answers them.
  static RequestAnswers answers(Signer signer) {
    return new RequestAnswers(
        new Processor(DOMAIN, URI.create("https://example-processor.com/cert.pem")), signer);
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

  /// Why a body is refused; what is said of it tells nothing of its subject.
  static Refusal refusal(String body, ApiVersion version) {
    var refused = catchThrowableOfType(RequestRefusedException.class, () -> read(body, version));
    assertThat(refused).as(body).isNotNull();
    assertThat(refused.refusal().status()).isEqualTo(400);
    assertThat(refused.refusal().message()).doesNotContainIgnoringCase("johndoe");
    return refused.refusal();
  }

  static Refusal.Reason reason(String body) {
    return refusal(body, ApiVersion.OPENDSR).reason();
  }

  /// The example, with these addresses to call.
  static String calling(String... urls) {
    return EXAMPLE.replace(
        "\"https://examplecontroller.com/opendsr_callbacks\"",
        Arrays.stream(urls).map(url -> '"' + url + '"').reduce((a, b) -> a + "," + b).orElse(""));
  }
}
