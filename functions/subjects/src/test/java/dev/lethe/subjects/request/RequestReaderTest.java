package dev.lethe.subjects.request;

import static dev.lethe.subjects.request.Requests.EXAMPLE;
import static dev.lethe.subjects.request.Requests.calling;
import static dev.lethe.subjects.request.Requests.example;
import static dev.lethe.subjects.request.Requests.read;
import static dev.lethe.subjects.request.Requests.reason;
import static dev.lethe.subjects.request.Requests.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.vault.Identity;
import dev.lethe.subjects.request.Refusal.Reason;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {

  private static String without(String field) {
    return EXAMPLE
        .lines()
        .filter(line -> !line.strip().startsWith("\"" + field + "\":"))
        .reduce("", (body, line) -> body + line + "\n");
  }

  @Test
  void theExampleOfTheSpecificationIsRead() throws RequestRefusedException {
    assertThat(read(EXAMPLE))
        .isEqualTo(
            new SubjectRequest(
                Regulation.GDPR,
                UUID.fromString(Requests.ID),
                RequestType.ERASURE,
                Instant.parse("2018-10-02T15:00:00Z"),
                List.of(Identity.of(Identity.Kind.USER, "johndoe@example.com")),
                List.of(URI.create("https://examplecontroller.com/opendsr_callbacks")),
                "app_1",
                Set.of(),
                List.of()));
  }

  @Test
  void whatIsHeldIsNotShown() throws RequestRefusedException {
    var body = example("rectification", "\"corrections\": {\"city\": \"Springfield\"}");
    var hash = Identity.of(Identity.Kind.USER, "johndoe@example.com").sha256();
    assertThat(read(body).toString() + read(body).corrections())
        .doesNotContain("Springfield", "johndoe", hash);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.1", "1.0", "1"})
  void theOlderVersionIsReadOnItsOwnRoute(String number) throws RequestRefusedException {
    var body =
        without("regulation")
            .replace("\"2.0\"", "\"" + number + "\"")
            .replace("\"application_id\": \"app_1\"", "")
            .replace(
                "\"subject_request_type\"", "\"property_id\":\"app_1\",\"subject_request_type\"")
            .replace("\"email\"", "\"client_customer_id\"");
    assertThat(read(body, ApiVersion.OPENGDPR)).isEqualTo(read(EXAMPLE));
    assertThat(reason(body)).isEqualTo(Reason.UNKNOWN_FIELD);
  }

  @Test
  void aVersionIsAnsweredOnItsOwnRouteOnly() {
    assertThat(refusal(EXAMPLE, ApiVersion.OPENGDPR).reason()).isEqualTo(Reason.UNSUPPORTED);
    assertThat(reason(EXAMPLE.replace("\"2.0\"", "\"1.0\""))).isEqualTo(Reason.UNSUPPORTED);
  }

  @Test
  void whatIsOptionalMayBeMissing() throws RequestRefusedException {
    assertThat(read(without("regulation"))).isEqualTo(read(EXAMPLE));
    assertThat(read(without("api_version"))).isEqualTo(read(EXAMPLE));
    assertThat(read(EXAMPLE.replace("\"gdpr\"", "\"ccpa\"")).regulation())
        .isEqualTo(Regulation.CCPA);
    assertThat(read(calling()).callbacks()).isEmpty();
    assertThat(read(example("erasure", "")).app()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"subject_request_id", "subject_request_type", "submitted_time"})
  void whatIsNeededMayNot(String field) {
    var refusal = refusal(without(field), ApiVersion.OPENDSR);
    assertThat(refusal.reason()).isEqualTo(Reason.MISSING_FIELD);
    assertThat(refusal.message()).contains(field);
  }

  @ParameterizedTest
  @EnumSource(RequestType.class)
  void everyTypeIsRead(RequestType type) throws RequestRefusedException {
    var extension = type == RequestType.RECTIFICATION ? "\"corrections\": {\"a\": 1}" : "";
    assertThat(read(example(type.wireName(), extension)).type()).isEqualTo(type);
  }

  static Stream<Arguments> spoiled() {
    return Stream.of(
        Arguments.of("", Reason.INVALID_VALUE),
        Arguments.of("[]", Reason.INVALID_VALUE),
        Arguments.of("null", Reason.INVALID_VALUE),
        Arguments.of("johndoe", Reason.MALFORMED),
        Arguments.of(EXAMPLE + "{}", Reason.MALFORMED),
        Arguments.of(EXAMPLE + "johndoe", Reason.MALFORMED),
        Arguments.of(EXAMPLE.replace("}", ""), Reason.MALFORMED),
        Arguments.of(
            EXAMPLE.replace("\"regulation\"", "\"api_version\":\"2.0\",\"regulation\""),
            Reason.MALFORMED),
        Arguments.of(
            EXAMPLE.replace(
                "\"identity_type\"", "\"identity_value\":\"johndoe2\",\"identity_type\""),
            Reason.MALFORMED),
        Arguments.of(
            EXAMPLE.replace("\"foo-other", "\"johndoe\":1,\"johndoe\":2,\"foo-other"),
            Reason.MALFORMED),
        Arguments.of(EXAMPLE.replace("654321", "[".repeat(40) + "]".repeat(40)), Reason.MALFORMED),
        Arguments.of(EXAMPLE.replace("\"gdpr\"", "7"), Reason.INVALID_VALUE),
        Arguments.of(EXAMPLE.replace("\"gdpr\"", "null"), Reason.INVALID_VALUE),
        Arguments.of(EXAMPLE.replace("\"gdpr\"", "\"johndoe\""), Reason.INVALID_VALUE),
        Arguments.of(EXAMPLE.replace("\"erasure\"", "\"ERASURE\""), Reason.INVALID_VALUE),
        Arguments.of(EXAMPLE.replace("\"regulation\"", "\"johndoe\""), Reason.UNKNOWN_FIELD),
        Arguments.of(
            EXAMPLE.replace("\"identity_type\"", "\"johndoe\":1,\"identity_type\""),
            Reason.UNKNOWN_FIELD),
        Arguments.of(EXAMPLE.replace("application_id", "johndoe"), Reason.UNKNOWN_FIELD),
        Arguments.of(EXAMPLE.replace("app_1", "johndoe"), Reason.INVALID_VALUE),
        Arguments.of(EXAMPLE.replace("a7551968", "A7551968"), Reason.INVALID_VALUE),
        Arguments.of(EXAMPLE.replace("-44b2-", "-14b2-"), Reason.INVALID_VALUE),
        Arguments.of(EXAMPLE.replace("johndoe", "john\\u0000doe"), Reason.INVALID_VALUE),
        Arguments.of(EXAMPLE.replace("johndoe", "john\\ud800doe"), Reason.INVALID_VALUE),
        Arguments.of(EXAMPLE.replace("johndoe", "j".repeat(1_001)), Reason.INVALID_VALUE),
        Arguments.of(EXAMPLE.replace("\"johndoe@example.com\"", "7"), Reason.INVALID_VALUE),
        Arguments.of(EXAMPLE.replace("johndoe@example.com", "johndoe"), Reason.INVALID_VALUE),
        Arguments.of(
            EXAMPLE.replace("\"identity_format\": \"raw\"", "\"identity_format\": \"x\""),
            Reason.INVALID_VALUE),
        Arguments.of(
            EXAMPLE.replace(",\n      \"identity_format\": \"raw\"", ""), Reason.MISSING_FIELD),
        Arguments.of(EXAMPLE + " ".repeat(RequestLimits.BODY_BYTES), Reason.TOO_LARGE));
  }

  @ParameterizedTest
  @MethodSource
  void spoiled(String body, Reason reason) {
    assertThat(reason(body)).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2018-10-02T15:00:00+00:00",
        "2018-10-02T15:00:00.000Z",
        "2018-10-02t17:00:00+02:00",
        "2018-10-02t15:00:00z"
      })
  void timesAreThoseOfTheInternet(String time) throws RequestRefusedException {
    assertThat(read(EXAMPLE.replace("2018-10-02T15:00:00Z", time))).isEqualTo(read(EXAMPLE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2018-10-02",
        "2018-10-02T15:00Z",
        "2018-10-02T15:00:00",
        "2018-02-30T15:00:00Z",
        "2018-10-02T25:00:00Z",
        "+12018-10-02T15:00:00Z",
        "2018-10-02T15:00:00Z[Europe/Berlin]",
        "1538492400",
        "2026-11-26T12:05:01Z"
      })
  void otherTimesAreRefusedAndThoseToCome(String time) {
    assertThat(reason(EXAMPLE.replace("2018-10-02T15:00:00Z", time)))
        .isEqualTo(Reason.INVALID_VALUE);
  }

  @Test
  void aClockMayBeALittleAhead() throws RequestRefusedException {
    assertThat(read(EXAMPLE.replace("2018-10-02T15:00:00Z", "2026-11-26T12:05:00Z")).submitted())
        .isAfter(Requests.NOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"objection", "lift_objection", "consent_withdrawal", "lift_consent_withdrawal"})
  void anObjectionIsAboutPurposesOrAll(String type) throws RequestRefusedException {
    assertThat(read(example(type, "")).purposes()).containsOnly(Purpose.values());
    assertThat(read(example(type, "\"purposes\": [\"research\"]")).purposes())
        .containsOnly(Purpose.RESEARCH);
    assertThat(reason(example(type, "\"purposes\": []"))).isEqualTo(Reason.INVALID_VALUE);
    assertThat(reason(example(type, "\"purposes\": [\"johndoe\"]")))
        .isEqualTo(Reason.INVALID_VALUE);
    assertThat(reason(example(type, "\"purposes\": \"research\""))).isEqualTo(Reason.INVALID_VALUE);
  }

  @Test
  void nothingElseIsAboutPurposes() {
    assertThat(reason(example("erasure", "\"purposes\": [\"research\"]")))
        .isEqualTo(Reason.INVALID_VALUE);
  }

  @Test
  void aRectificationCorrects() throws RequestRefusedException {
    var corrections =
        "\"corrections\": {\"city\": \"Berlin\", \"age\": 41, \"score\": 1e999999999, \"paying\": false, \"nickname\": null}";
    assertThat(read(example("rectification", corrections)).corrections())
        .containsExactly(
            new Correction("city", new Correction.Value.Text("Berlin")),
            new Correction("age", new Correction.Value.Numeral("41")),
            new Correction("score", new Correction.Value.Numeral("1e999999999")),
            new Correction("paying", new Correction.Value.Truth(false)),
            new Correction("nickname", new Correction.Value.Removed()));
    assertThat(reason(example("erasure", corrections))).isEqualTo(Reason.INVALID_VALUE);
    assertThat(reason(example("rectification", ""))).isEqualTo(Reason.MISSING_FIELD);
    assertThat(reason(example("rectification", "\"corrections\": {}")))
        .isEqualTo(Reason.MISSING_FIELD);
    assertThat(reason(example("rectification", "\"corrections\": {\"a\": [1]}")))
        .isEqualTo(Reason.INVALID_VALUE);
    assertThat(reason(example("rectification", "\"corrections\": {\"\": 1}")))
        .isEqualTo(Reason.INVALID_VALUE);
    assertThat(
            reason(
                example(
                    "rectification", "\"corrections\": {\"a\": \"" + "x".repeat(1_001) + "\"}")))
        .isEqualTo(Reason.INVALID_VALUE);
  }

  @Test
  void ofCorrectionsThereAreNotTooMany() throws RequestRefusedException {
    var most =
        IntStream.range(0, RequestLimits.CORRECTIONS)
            .mapToObj(i -> "\"a" + i + "\":1")
            .reduce((a, b) -> a + "," + b)
            .orElseThrow();
    assertThat(read(example("rectification", "\"corrections\": {" + most + "}")).corrections())
        .hasSize(RequestLimits.CORRECTIONS);
    assertThat(reason(example("rectification", "\"corrections\": {\"one\":2," + most + "}")))
        .isEqualTo(Reason.TOO_LARGE);
  }
}
