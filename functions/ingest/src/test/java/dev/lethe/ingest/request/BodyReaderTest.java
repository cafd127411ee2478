package dev.lethe.ingest.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lethe.ingest.origin.Origins;
import dev.lethe.shared.record.EventType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {

  private static final Call BATCH = new Call.Batch();
  private static final Call TRACK = new Call.Single(EventType.TRACK);

  private final BodyReader reader = new BodyReader(new Origins(address -> Optional.of("DE")));

  private SdkBatch read(Call call, String body) throws RefusedRequestException {
    return reader.read(call, body.getBytes(StandardCharsets.UTF_8));
  }

  private RefusedRequestException refused(Call call, byte[] body) {
    return catchThrowableOfType(RefusedRequestException.class, () -> reader.read(call, body));
  }

  private RefusedRequestException refused(Call call, String body) {
    return refused(call, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsWhatTheGateDecidesBy() throws RefusedRequestException {
    var event =
        read(
                BATCH,
                """
                {"batch":[{"type":"track","event":"Opened","messageId":"m1","userId":7,
                  "anonymousId":"a1","timestamp":"2026-11-24T10:00:00Z",
                  "properties":{"event":"not this","list":[{"userId":"nor this"}]},
                  "context":{"ip":"203.0.113.77","device":{"type":"ios","name":"Jane's"},
                             "os":{"name":"iOS","version":17.4},"library":{"name":"analytics-ios"},
                             "timezone":"Europe/Berlin","network":{"type":"x","name":"Home"}}}]}
                """)
            .events()
            .getFirst();
    assertThat(event.type()).isEqualTo(EventType.TRACK);
    assertThat(event.name()).isEqualTo("Opened");
    assertThat(event.messageId()).isEqualTo("m1");
    assertThat(event.whose()).isEqualTo(Whose.of("7", "a1"));
    assertThat(event.time()).isEqualTo("2026-11-24T10:00:00Z");
    assertThat(event.context())
        .isEqualTo(
            Map.of(
                ContextField.DEVICE_TYPE, "ios",
                ContextField.OS, "iOS",
                ContextField.OS_VERSION, "17.4",
                ContextField.LIBRARY, "analytics-ios",
                ContextField.TIME_ZONE, "Europe/Berlin"));
    assertThat(event.origin()).hasToString("Origin[network=203.0.113.0, country=DE]");
  }

  @Test
  void findsWhatABatchSaysOfAllItsEventsBeforeThemOrBehind() throws RefusedRequestException {
    var event = "{\"type\":\"track\",\"context\":{\"os\":{\"name\":\"iOS\"}}}";
    var ofAll =
        "\"context\":{\"os\":{\"name\":\"Android\"},\"device\":{\"type\":\"tvos\"}},"
            + "\"writeKey\":\"lethe_wk_1\"";
    for (var body :
        new String[] {
          "{%s,\"batch\":[%s]}".formatted(ofAll, event),
          "{\"batch\":[%s],%s}".formatted(event, ofAll)
        }) {
      var batch = read(BATCH, body);
      assertThat(batch.writeKey()).extracting(key -> key.reveal()).isEqualTo("lethe_wk_1");
      assertThat(batch.events().getFirst().context())
          .isEqualTo(Map.of(ContextField.DEVICE_TYPE, "tvos", ContextField.OS, "iOS"));
    }
  }

  @Test
  void aSingleCallIsOneEventOfItsPathsType() throws RefusedRequestException {
    var batch = read(TRACK, "{\"event\":\"Opened\",\"type\":\"page\",\"writeKey\":\"k\"}");
    assertThat(batch.events()).hasSize(1);
    assertThat(batch.events().getFirst().type()).isEqualTo(EventType.TRACK);
    assertThat(batch.writeKey()).isNotNull();
  }

  /// RudderStack's SDKs put in when they took the event; a `timestamp` beside it is the app's own
  /// word.
  @Test
  void takesTheTimestampBeforeTheOriginalOne() throws RefusedRequestException {
    var both = read(TRACK, "{\"timestamp\":\"told\",\"originalTimestamp\":\"taken\"}");
    assertThat(both.events().getFirst().time()).isEqualTo("told");
    var one = read(TRACK, "{\"originalTimestamp\":\"taken\"}");
    assertThat(one.events().getFirst().time()).isEqualTo("taken");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"batch\":[null,7,\"text\",[],{\"type\":null,\"context\":[1],\"event\":{\"a\":1}}]}",
        "{\"batch\":[{\"context\":{\"os\":\"x\",\"device\":[{}],\"ip\":{}}}],\"sentAt\":{}}",
        "{\"batch\":[],\"context\":null,\"writeKey\":null}"
      })
  void takesAnyFormForWhatItIs(String body) throws RefusedRequestException {
    assertThat(read(BATCH, body).writeKey()).isNull();
  }

  @Test
  void unpacksGzip() throws IOException, RefusedRequestException {
    var batch = reader.read(BATCH, gzip("{\"batch\":[{\"type\":\"track\"}]}"));
    assertThat(batch.events()).hasSize(1);
  }

  @Test
  void tellsWhereJsonBreaksAndRepeatsNothing() {
    var refusal = refused(BATCH, "{\n  \"batch\": [{\"userId\": jane@example.com}]}");
    assertThat(refusal.reason()).isEqualTo(RefusedRequestException.Reason.MALFORMED);
    assertThat(refusal.detail()).contains("line 2, column 24").doesNotContain("jane");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "7",
        "null",
        "{",
        "{}",
        "{\"batch\":{}}",
        "{\"batch\":[{]}",
        "{\"batch\":[]} x",
        "{\"batch\":[]}{}",
        "jane"
      })
  void refusesWhatIsNoBatch(String body) {
    var refusal = refused(BATCH, body);
    assertThat(refusal.reason()).isEqualTo(RefusedRequestException.Reason.MALFORMED);
    assertThat(refusal.detail()).doesNotContain("jane");
  }

  @Test
  void refusesDeepNesting() {
    var nested = "[".repeat(Limits.NESTING + 1) + "]".repeat(Limits.NESTING + 1);
    assertThat(refused(BATCH, "{\"batch\":[{\"properties\":" + nested + "}]}").reason())
        .isEqualTo(RefusedRequestException.Reason.MALFORMED);
  }

  /// It is kept with each subject's events.
  @Test
  void refusesABatchThatSaysTooMuchOfAllItsEvents() {
    var context = "{\"x\":\"" + "x".repeat(Limits.EVENT_BYTES) + "\"}";
    assertThat(refused(BATCH, "{\"context\":" + context + ",\"batch\":[]}").reason())
        .isEqualTo(RefusedRequestException.Reason.TOO_LARGE);
  }

  @Test
  void refusesBytesThatAreNoText() {
    assertThat(refused(BATCH, new byte[] {'{', '"', (byte) 0xff, '"'}).reason())
        .isEqualTo(RefusedRequestException.Reason.MALFORMED);
    assertThat(refused(BATCH, new byte[] {0x1f, (byte) 0x8b, 1, 2, 3}).reason())
        .isEqualTo(RefusedRequestException.Reason.MALFORMED);
  }

  @Test
  void takesABodyAsLargeAsTheLimitAndNoLarger() throws IOException, RefusedRequestException {
    var body = "{\"batch\":[]}";
    var full = body + " ".repeat(Limits.REQUEST_BYTES - body.length());
    assertThat(read(BATCH, full).events()).isEmpty();
    assertTooLarge(refused(BATCH, full + " "));
    assertTooLarge(refused(BATCH, gzip(full + " ")));
  }

  /// What is behind the limit is not even looked at: here it is no gzip any more.
  @Test
  void inflatesNoFurtherThanTheLimit() throws IOException {
    var bomb = gzip(" ".repeat(100 * Limits.REQUEST_BYTES));
    Arrays.fill(bomb, bomb.length / 2, bomb.length, (byte) 0xff);
    assertTooLarge(refused(BATCH, bomb));
  }

  @Test
  void takesAsMuchOfAllEventsAsOfOneAndNoMore() throws RefusedRequestException {
    var some = Limits.EVENT_BYTES - 100;
    var full = some + Limits.EVENT_BYTES - sizeOfAll(some);
    assertThat(sizeOfAll(full)).isEqualTo(Limits.EVENT_BYTES);
    assertTooLarge(refused(BATCH, ofAll(full + 1)));
  }

  private int sizeOfAll(int letters) throws RefusedRequestException {
    return Objects.requireNonNull(read(BATCH, ofAll(letters)).ofAll()).size();
  }

  private static String ofAll(int letters) {
    return "{\"batch\":[],\"context\":{\"a\":\"" + "x".repeat(letters) + "\"}}";
  }

  @Test
  void takesAsManyEventsAsTheLimitAndNoMore() throws RefusedRequestException {
    assertThat(read(BATCH, events(Limits.EVENTS)).events()).hasSize(Limits.EVENTS);
    assertTooLarge(refused(BATCH, events(Limits.EVENTS + 1)));
  }

  @Test
  void measuresEachEvent() throws RefusedRequestException {
    var event = "{\"type\":\"track\",\"x\":\"ü\"}";
    var events = read(BATCH, "{\"batch\":[ %s, %s]}".formatted(event, event)).events();
    assertThat(events)
        .extracting(SdkEvent::bytes)
        .containsOnly((long) event.getBytes(StandardCharsets.UTF_8).length);
  }

  private static void assertTooLarge(RefusedRequestException refusal) {
    assertThat(refusal.reason()).isEqualTo(RefusedRequestException.Reason.TOO_LARGE);
  }

  private static String events(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> "{}")
        .collect(Collectors.joining(",", "{\"batch\":[", "]}"));
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
