package dev.lethe.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.ingest.fact.Rejection;
import dev.lethe.ingest.gate.InMemoryGate;
import dev.lethe.ingest.gate.Lives;
import dev.lethe.ingest.origin.Origin;
import dev.lethe.ingest.origin.Origins;
import dev.lethe.ingest.request.BodyReader;
import dev.lethe.ingest.request.Call;
import dev.lethe.ingest.request.Limits;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.EventType;
import dev.lethe.shared.record.LaneMessage;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.UndecodableRecordException;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Settings;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever stands in a body, it is taken or refused for good: a body that made the function fail
/// would be sent again for ever.
class HostileBodiesTest {

  private static final ApiKey KEY = ApiKey.shown("lethe_wk_1");

  private static final String BODY =
      """
      {"batch":[{"type":"track","event":"Opened","anonymousId":"a1","messageId":"m1",
      "timestamp":"2026-11-24T10:00:00Z","context":{"ip":"203.0.113.7","os":{"name":"iOS"},
      "device":{"type":"ios"}},"properties":{"a":[1,2.5,true,null],"session_id":"s1","duration_ms":7},"sentAt":"2026-11-24T10:00:01Z",
      "traits":{"email":"x"}},
      {"type":"screen","name":"Home","userId":"u1"}],"writeKey":"k","context":{"locale":"de"}}
      """;

  private static final List<String> PIECES =
      List.of(
          "\"\\ud800\"",
          "\"\\u0000\"",
          "\"\\udc00\\ud800 x\"",
          "1e999",
          "1e99999999999",
          "-0",
          "99999999999999999999999999",
          "null",
          "true",
          "{",
          "}",
          "[",
          "]",
          "[[[[",
          ",",
          ":",
          "\"",
          "\\",
          "\"+999999999-12-31T00:00:00Z\"",
          "\"-999999999-01-01T00:00:00Z\"",
          "\"9999-12-31T23:59:59.999999999+18:00\"",
          "\"::ffff:1.2.3.4%eth0\"",
          "\"[::1\"",
          "\"timestamp\":",
          "\"event\":",
          "\"context\":",
          "\"batch\":",
          "{}",
          "é😀");

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final InMemoryGate gate = new InMemoryGate(registry, Integer.MAX_VALUE);
  private final Ingest ingest =
      new Ingest(
          new BodyReader(new Origins(address -> Optional.empty())),
          gate,
          new Lives(gate, gate, new SecureRandom()),
          new CollectionSwitch(gate, gate),
          (records, deadline) -> records.forEach(HostileBodiesTest::check));

  HostileBodiesTest() {
    registry.enrol(new Application("app_1", "cus_1", "App", Settings.STANDARD), KEY);
  }

  /// What is on the stream can be read again.
  private static void check(LaneMessage message) {
    try {
      assertThat(RecordCodec.decode(RecordCodec.encode(message)).app()).isEqualTo("app_1");
    } catch (UndecodableRecordException e) {
      throw new AssertionError(e);
    }
  }

  @Property(tries = 3_000)
  void areTakenOrRefusedForGood(@ForAll long seed) {
    var random = new Random(seed);
    var body = new StringBuilder(BODY);
    for (var i = random.nextInt(4); i >= 0; i--) {
      var from = random.nextInt(body.length());
      var to = Math.min(body.length(), from + random.nextInt(12));
      body.replace(from, to, PIECES.get(random.nextInt(PIECES.size())));
    }
    var call = random.nextBoolean() ? new Call.Batch() : new Call.Single(EventType.TRACK);
    assertThat(take(call, body.toString().getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfAny(Outcome.Taken.class, Outcome.Malformed.class, Outcome.TooLarge.class);
  }

  @Property
  void areTakenOrRefusedForGoodIfTheyAreNoTextAtAll(@ForAll byte[] body) {
    assertThat(take(new Call.Batch(), body)).isInstanceOf(Outcome.Malformed.class);
  }

  /// Where a long text may stand, `@` being its place.
  private static final List<String> PLACES =
      List.of(
          "{'event':'E','anonymousId':'a','properties':{'p':'@'}}",
          "{'event':'@','anonymousId':'a'}",
          "{'event':'E','anonymousId':'@'}",
          "{'event':'E','userId':'@'}",
          "{'event':'E','anonymousId':'a','messageId':'@','timestamp':'@'}",
          "{'event':'E','anonymousId':'a','context':{'ip':'@','locale':'@','os':{'version':'@'}}}");

  /// Texts that cost some reader the square of their length, or its stack.
  private static final List<String> COSTLY =
      List.of(
          ":",
          "a:",
          "::.",
          "1.1.1.1.",
          "::1 ",
          "1.",
          "\\u0301\\u0316", // combining marks in an order that is not the normal one
          "\\n",
          "1-",
          "(");

  static Stream<Arguments> longBodies() {
    return PLACES.stream().flatMap(place -> COSTLY.stream().map(text -> Arguments.of(place, text)));
  }

  /// The time is that of a hang: with the square of its length, one of these takes minutes.
  @ParameterizedTest
  @MethodSource("longBodies")
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void costNoMoreThanTheirLength(String place, String text) {
    var fields = place.chars().filter(letter -> letter == '@').count();
    var repeated = text.repeat((int) (Limits.REQUEST_BYTES / fields - 200) / text.length());
    var body = place.replace('\'', '"').replace("@", repeated);
    assertThat(take(new Call.Single(EventType.TRACK), body.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            Outcome.Taken.class,
            taken ->
                assertThat(taken.rejected())
                    .extracting(Outcome.Rejected::why)
                    .containsExactly(Rejection.EVENT_TOO_LARGE));
  }

  private Outcome take(Call call, byte[] body) {
    @Nullable Origin nowhere = null;
    return ingest.take(new SdkRequest(call, KEY, Bytes.copyOf(body), nowhere, Records.NOON));
  }
}
