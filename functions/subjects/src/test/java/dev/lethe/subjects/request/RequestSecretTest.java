package dev.lethe.subjects.request;

import static dev.lethe.subjects.request.Requests.EXAMPLE;
import static dev.lethe.subjects.request.Requests.example;
import static dev.lethe.subjects.request.Requests.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.vault.Identity;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestSecretTest {

  private static final RequestSecret SECRET = new RequestSecret(new byte[32]);

  private static Bytes fingerprint(String body) throws RequestRefusedException {
    return SECRET.fingerprint(read(body));
  }

  @Test
  void theSameRequestIsKnownHoweverItIsWritten() throws RequestRefusedException {
    assertThat(fingerprint(EXAMPLE.replaceAll("\\s", "")))
        .isEqualTo(fingerprint(EXAMPLE))
        .isEqualTo(fingerprint(EXAMPLE.replace("654321", "7")))
        .isEqualTo(
            fingerprint(
                EXAMPLE
                    .replace("\"regulation\": \"gdpr\",", "")
                    .replace("\"api_version\"", "\"regulation\": \"gdpr\", \"api_version\"")))
        .isEqualTo(
            SECRET.fingerprint(read(EXAMPLE.replace("\"2.0\"", "\"1.0\""), ApiVersion.OPENGDPR)))
        .isEqualTo(
            fingerprint(
                Requests.about(
                    "email",
                    Identity.of(Identity.Kind.USER, "johndoe@example.com").sha256(),
                    "sha256")));
  }

  static Stream<String> others() {
    return Stream.of(
        EXAMPLE.replace("gdpr", "ccpa"),
        EXAMPLE.replace("a7551968", "a7551969"),
        EXAMPLE.replace("erasure", "access"),
        EXAMPLE.replace("15:00:00Z", "15:00:01Z"),
        EXAMPLE.replace("johndoe", "janedoe"),
        Requests.about("anonymous_id", "johndoe@example.com", "raw"),
        EXAMPLE.replace("opendsr_callbacks", "callbacks"),
        EXAMPLE.replace("app_1", "app_2"),
        example("objection", ""),
        example("objection", "\"purposes\": [\"research\"]"),
        example("rectification", "\"corrections\": {\"a\": 1}"),
        example("rectification", "\"corrections\": {\"a\": \"1\"}"),
        example("rectification", "\"corrections\": {\"a\": true}"),
        example("rectification", "\"corrections\": {\"a\": \"true\"}"),
        example("rectification", "\"corrections\": {\"a\": null}"));
  }

  @ParameterizedTest
  @MethodSource("others")
  void anotherIsAnother(String body) throws RequestRefusedException {
    assertThat(fingerprint(body)).isNotEqualTo(fingerprint(EXAMPLE));
    assertThat(others().filter(other -> !other.equals(body)))
        .allSatisfy(other -> assertThat(fingerprint(other)).isNotEqualTo(fingerprint(body)));
  }

  @Test
  void anIdentityIsKnownByAHashThatTakesTheSecret() {
    var jane = Identity.of(Identity.Kind.USER, "jane");
    var hash = SECRET.identityHash(jane);
    assertThat(hash).isEqualTo(new RequestSecret(new byte[32]).identityHash(jane));
    assertThat(hash.length()).isEqualTo(16);
    assertThat(hash)
        .isNotEqualTo(SECRET.identityHash(Identity.of(Identity.Kind.DEVICE, "jane")))
        .isNotEqualTo(SECRET.identityHash(Identity.of(Identity.Kind.USER, "june")));
    var other = new byte[32];
    other[0] = 1;
    assertThat(new RequestSecret(other).identityHash(jane)).isNotEqualTo(hash);
  }

  @Test
  void itTakesTheSecret() throws RequestRefusedException {
    var other = new byte[32];
    other[0] = 1;
    assertThat(new RequestSecret(other).fingerprint(read(EXAMPLE)))
        .isNotEqualTo(fingerprint(EXAMPLE));
    assertThat(SECRET.toString()).isEqualTo("RequestSecret[…]");
  }
}
