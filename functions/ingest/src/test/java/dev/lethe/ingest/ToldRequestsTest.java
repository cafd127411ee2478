package dev.lethe.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.ingest.gate.Gate;
import dev.lethe.ingest.gate.InMemoryGate;
import dev.lethe.ingest.gate.KeysMissingException;
import dev.lethe.ingest.gate.Lives;
import dev.lethe.ingest.origin.Origins;
import dev.lethe.ingest.request.BodyReader;
import dev.lethe.ingest.request.Call;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.IntakeRecord;
import dev.lethe.shared.record.LaneMessage;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Ending;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every request under a write key of an application is told, once, with what became of it and how
/// long its body was: also one of which nothing is taken.
class ToldRequestsTest {

  private static final ApiKey KEY = ApiKey.shown("lethe_wk_1");
  private static final String TRACK = "{\"event\":\"Opened\",\"anonymousId\":\"d1\"}";

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final InMemoryGate gate = new InMemoryGate(registry, 2);
  private final List<LaneMessage> stream = new ArrayList<>();
  private boolean streamFails;

  @BeforeEach
  void enrol() {
    var settings =
        new Settings(
            Settings.STANDARD.features(),
            Settings.STANDARD.masking(),
            ZoneId.of("Pacific/Auckland"),
            Settings.STANDARD.retentionDays(),
            Settings.STANDARD.smallGroupThreshold());
    registry.enrol(new Application("app_1", "cus_1", "App", settings), KEY);
  }

  private Outcome take(Gate asked, String call, @Nullable ApiKey key, byte[] body) {
    return new Ingest(
            new BodyReader(new Origins(address -> Optional.empty())),
            asked,
            new Lives(gate, gate, new SecureRandom()),
            new CollectionSwitch(gate, gate),
            this::put)
        .take(
            new SdkRequest(
                Call.at(call).orElseThrow(), key, Bytes.copyOf(body), null, Records.NOON));
  }

  private void put(List<LaneMessage> records, Instant deadline) throws NotAcknowledgedException {
    if (streamFails) {
      throw new NotAcknowledgedException("refused", null);
    }
    stream.addAll(records);
  }

  private Outcome send(String call, @Nullable ApiKey key, String body) {
    return take(gate, call, key, body.getBytes(StandardCharsets.UTF_8));
  }

  private List<IntakeRecord> told() {
    return stream.stream()
        .filter(IntakeRecord.class::isInstance)
        .map(IntakeRecord.class::cast)
        .toList();
  }

  private void assertToldAlone(String outcome, int bytes) {
    assertThat(stream).hasSize(1);
    var told = told().getFirst();
    assertThat(told.app()).isEqualTo("app_1");
    assertThat(told.zone()).isEqualTo(ZoneId.of("Pacific/Auckland"));
    assertThat(told.received()).isEqualTo(Records.NOON);
    assertThat(told.request()).isEqualTo(new IntakeRecord.Request(outcome, bytes));
  }

  @Test
  void oneWhoseEventsAreAllTakenIsToldBesideThem() {
    assertThat(send("track", KEY, TRACK)).isEqualTo(new Outcome.Taken(List.of()));
    assertThat(stream).hasSize(2);
    assertThat(told())
        .singleElement()
        .satisfies(told -> {
          assertThat(told.request()).isEqualTo(new IntakeRecord.Request("taken", TRACK.length()));
          assertThat(told.numbers()).isEmpty();
        });
  }

  /// As `infra-tests/model/load.py` has it, by which the load of a shard is worked out.
  @Test
  void whatTellsOfItIsSmall() {
    send("track", KEY, TRACK);
    var told = told().getFirst();
    var app = "app_0123456789abcdef01234567".length() - told.app().length();
    assertThat(RecordCodec.encode(told).length + told.partitionKey().length() + app)
        .isLessThan(200);
  }

  @Test
  void oneWithSomeOfAllIsToldOnce() {
    var body =
        "{\"batch\":[{\"type\":\"track\",\"event\":\"A\",\"anonymousId\":\"d1\"},"
            + "{\"type\":\"track\",\"event\":\"A\",\"anonymousId\":\"d2\"},"
            + "{\"type\":\"track\",\"anonymousId\":\"d1\"},{\"type\":\"none\"}]}";
    send("batch", KEY, body);
    assertThat(told())
        .singleElement()
        .satisfies(told -> {
          assertThat(told.request()).isEqualTo(new IntakeRecord.Request("taken", body.length()));
          assertThat(told.numbers())
              .isEqualTo(Map.of("rejected_missing_event_name", 1L, "rejected_unknown_type", 1L));
        });
  }

  @Test
  void oneWhoseEventsAreAllRejectedIsTaken() {
    var body = "{\"anonymousId\":\"d1\"}";
    send("track", KEY, body);
    assertToldAlone("taken", body.length());
    assertThat(told().getFirst().numbers()).isEqualTo(Map.of("rejected_missing_event_name", 1L));
  }

  @Test
  void anEmptyBatchIsARequest() {
    send("batch", KEY, "{\"batch\":[]}");
    assertToldAlone("taken", 12);
  }

  /// What is paid for is what came: two letters of UTF-8, or a body that is packed.
  @Test
  void bytesAreThoseOfTheBodyAsItCame() throws IOException {
    var body = TRACK.replace("Opened", "Geöffnet".repeat(50));
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(body.getBytes(StandardCharsets.UTF_8));
    }
    take(gate, "track", KEY, packed.toByteArray());
    send("track", KEY, body);
    assertThat(told())
        .extracting(told -> told.request())
        .containsExactly(
            new IntakeRecord.Request("taken", packed.size()),
            new IntakeRecord.Request("taken", body.length() + 50));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "malformed | track  | {                       | 1",
        "malformed | track  | ''                      | 0",
        "malformed | batch  | {\"events\":[]}         | 13",
        "malformed | optout | {\"anonymousId\":null}  | 20",
      })
  void oneThatCannotBeReadIsToldWithItsCode(String code, String call, String body, int bytes) {
    assertThat(send(call, KEY, body)).isInstanceOf(Outcome.Malformed.class);
    assertToldAlone(code, bytes);
  }

  @Test
  void oneThatIsTooLargeIsToldWithAllThatCame() {
    var large = TRACK + " ".repeat(500 * 1024);
    assertThat(send("track", KEY, large)).isInstanceOf(Outcome.TooLarge.class);
    assertToldAlone("too_large", large.length());
  }

  @Test
  void oneAboutTooManySubjectsIsToldByTheKeyInItsBodyToo() {
    var body =
        IntStream.range(0, 251)
            .mapToObj(i -> "{\"type\":\"track\",\"event\":\"E\",\"anonymousId\":\"d" + i + "\"}")
            .collect(Collectors.joining(",", "{\"writeKey\":\"lethe_wk_1\",\"batch\":[", "]}"));
    assertThat(send("batch", null, body)).isInstanceOf(Outcome.TooLarge.class);
    assertToldAlone("too_large", body.length());
  }

  @Test
  void oneThatBringsTooManyNewSubjectsIsTold() {
    var body =
        IntStream.range(0, 3)
            .mapToObj(i -> "{\"type\":\"track\",\"event\":\"E\",\"anonymousId\":\"d" + i + "\"}")
            .collect(Collectors.joining(",", "{\"batch\":[", "]}"));
    assertThat(send("batch", KEY, body)).isInstanceOf(Outcome.Throttled.class);
    assertToldAlone("throttled", body.length());
  }

  @Test
  void oneOfASuspendedApplicationIsTold() {
    registry.suspend("app_1", true);
    send("track", KEY, TRACK);
    assertToldAlone("suspended", TRACK.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"optout", "optin"})
  void whoeverOptsOutOrInSendsARequestToo(String call) {
    assertThat(send(call, KEY, TRACK)).isEqualTo(new Outcome.Switched());
    assertToldAlone("taken", TRACK.length());
  }

  /// Whose it is cannot be said.
  @ParameterizedTest
  @ValueSource(strings = {TRACK, "{", ""})
  void oneWithoutAKeyOfOursIsNobodys(String body) {
    send("track", ApiKey.shown("lethe_wk_unknown"), body);
    send("track", null, body);
    assertThat(stream).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {TRACK, "{", ""})
  void ofAnApplicationThatHasEndedNothingIsKeptAnyMore(String body) {
    registry.end("app_1", new Ending(Records.NOON, false, false));
    send("track", KEY, body);
    assertThat(stream).isEmpty();
  }

  /// It was not answered, so it is not counted; who sends it again is.
  @ParameterizedTest
  @ValueSource(strings = {TRACK, "{", ""})
  void whatTheStreamDoesNotTakeHasToComeAgain(String body) {
    streamFails = true;
    assertThat(send("track", KEY, body)).isEqualTo(new Outcome.TryAgain());
    assertThat(send("optout", KEY, body)).isEqualTo(new Outcome.TryAgain());
    registry.suspend("app_1", true);
    assertThat(send("track", KEY, body)).isEqualTo(new Outcome.TryAgain());
  }

  @Test
  void withoutItsKeysNoneIsRefusedForGoodUnlessItHasEnded() {
    Gate lost =
        (key, whose) -> {
          throw new KeysMissingException();
        };
    assertThat(take(lost, "track", KEY, new byte[0])).isEqualTo(new Outcome.TryAgain());
    Gate destroyed =
        (key, whose) -> {
          throw new KeysMissingException(true);
        };
    assertThat(take(destroyed, "track", KEY, new byte[0])).isInstanceOf(Outcome.Malformed.class);
    assertThat(stream).isEmpty();
  }
}
