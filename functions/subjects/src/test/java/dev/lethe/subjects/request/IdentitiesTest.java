package dev.lethe.subjects.request;

import static dev.lethe.subjects.request.Requests.EXAMPLE;
import static dev.lethe.subjects.request.Requests.about;
import static dev.lethe.subjects.request.Requests.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lethe.shared.vault.Identity;
import dev.lethe.subjects.request.Refusal.Reason;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentitiesTest {

  private static final String STATED =
      "{\"identity_type\":\"%s\",\"identity_value\":\"%s\",\"identity_format\":\"%s\"}";

  private static String hash(String identifier) {
    return Identity.of(Identity.Kind.USER, identifier).sha256();
  }

  private static String stating(String... identities) {
    var from = EXAMPLE.indexOf('[');
    return EXAMPLE.substring(0, from + 1)
        + String.join(",", identities)
        + EXAMPLE.substring(EXAMPLE.indexOf(']'));
  }

  private static Refusal refusal(String body) {
    var refused = catchThrowableOfType(RequestRefusedException.class, () -> read(body));
    assertThat(refused).as(body).isNotNull();
    return refused.refusal();
  }

  @ParameterizedTest
  @CsvSource({
    "email, JohnDoe@Example.com, USER",
    "controller_customer_id, user-1, USER",
    "anonymous_id, 6f2c, DEVICE"
  })
  void rawAndHashedAreTheSame(String type, String value, Identity.Kind kind)
      throws RequestRefusedException {
    var expected = Identity.of(kind, value);
    assertThat(read(about(type, value, "raw")).identities()).containsExactly(expected);
    assertThat(read(about(type, " " + value + " ", "raw")).identities()).containsExactly(expected);
    assertThat(read(about(type, expected.sha256(), "sha256")).identities())
        .containsExactly(expected);
    assertThat(read(about(type, expected.sha256().toUpperCase(Locale.ROOT), "sha256")).identities())
        .containsExactly(expected);
  }

  @Test
  void eachIsThereOnceInTheirOrder() throws RequestRefusedException {
    var body =
        stating(
            STATED.formatted("anonymous_id", "d2", "raw"),
            STATED.formatted("email", "a@example.com", "raw"),
            STATED.formatted("controller_customer_id", hash("a@example.com"), "sha256"),
            STATED.formatted("anonymous_id", "d1", "raw"),
            STATED.formatted("anonymous_id", hash("d2"), "sha256"));
    assertThat(read(body).identities())
        .containsExactly(
            Identity.of(Identity.Kind.DEVICE, "d2"),
            Identity.of(Identity.Kind.USER, "a@example.com"),
            Identity.of(Identity.Kind.DEVICE, "d1"));
  }

  @Test
  void thereAreNotTooMany() throws RequestRefusedException {
    var most =
        IntStream.range(0, RequestLimits.IDENTITIES)
            .mapToObj(i -> STATED.formatted("anonymous_id", "d" + i, "raw"))
            .collect(Collectors.joining(","));
    assertThat(read(stating(most)).identities()).hasSize(RequestLimits.IDENTITIES);
    assertThat(refusal(stating(most, STATED.formatted("email", "a@b", "raw"))).reason())
        .isEqualTo(Reason.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "203.0.113.7",
        "203.0.113.7:443",
        "2001:db8::1",
        "[2001:db8::1]",
        "203.0.113.7 2026-11-24T10:00:00Z",
        "2026-11-24T10:00:00Z 203.0.113.7",
        "203.0.113.7,2026-11-24",
        "2026-11-24T10:00:00Z",
        "2026-11-24T10:00:00",
        "2026-11-24",
        "null",
        "Undefined",
        "unknown",
        "00000000-0000-0000-0000-000000000000"
      })
  void anAddressATimeOrNothingIdentifiesNobody(String value) {
    for (var type : new String[] {"controller_customer_id", "anonymous_id"}) {
      var refusal = refusal(about(type, value, "raw"));
      assertThat(refusal.reason()).isEqualTo(Reason.NOT_IDENTIFYING);
      assertThat(refusal.message()).contains("IP address", "name").doesNotContain("203", "2026");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "00000000-0000-0000-0000-000000000000"})
  void norDoesTheHashOfNothing(String value) {
    assertThat(refusal(about("controller_customer_id", hash(value), "sha256")).reason())
        .isEqualTo(Reason.NOT_IDENTIFYING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "ip_address", "upload_time", "phone", "johndoe"})
  void norDoesATypeThatNobodyIsKnownBy(String type) {
    var refusal = refusal(about(type, "John Doe", "raw"));
    assertThat(refusal.reason()).isEqualTo(Reason.NOT_IDENTIFYING);
    assertThat(refusal.message()).contains("controller_customer_id").doesNotContain("ohn", "Doe");
  }

  @Test
  void norDoNoIdentities() {
    assertThat(refusal(stating()).reason()).isEqualTo(Reason.NOT_IDENTIFYING);
    var without = EXAMPLE.replaceAll("(?s)\"subject_identities\": \\[.*?\\],", "");
    assertThat(refusal(without).reason()).isEqualTo(Reason.NOT_IDENTIFYING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "android_id",
        "android_advertising_id",
        "fire_advertising_id",
        "ios_advertising_id",
        "ios_vendor_id",
        "microsoft_advertising_id",
        "microsoft_publisher_id",
        "roku_publisher_id",
        "roku_advertising_id"
      })
  void whatTheSpecificationHasAndWeDoNotIsSaidSo(String type) {
    assertThat(refusal(about(type, "x", "raw")).reason()).isEqualTo(Reason.UNSUPPORTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha1", "md5"})
  void nobodyIsKnownByOlderHashes(String format) {
    assertThat(refusal(about("email", "x", format)).reason()).isEqualTo(Reason.UNSUPPORTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"johndoe@example.com", "abc", "0123456789abcdef0123456789abcdef"})
  void aHashIsOne(String value) {
    assertThat(refusal(about("email", value, "sha256")).reason()).isEqualTo(Reason.INVALID_VALUE);
  }
}
