package dev.lethe.ingest.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.ingest.origin.Origin;
import dev.lethe.ingest.request.ContextField;
import dev.lethe.ingest.request.Limits;
import dev.lethe.ingest.request.SdkEvent;
import dev.lethe.shared.address.MaskedAddress;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.EventType;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.Records;
import java.net.InetAddress;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactJudgeTest {

  private static final Instant NOW = Records.NOON;
  private static final Origin GERMANY = from("203.0.113.77", "DE");
  private static final Origin FRANCE = from("198.51.100.23", "FR");

  private static Origin from(String address, String country) {
    return new Origin(MaskedAddress.of(InetAddress.ofLiteral(address)), country);
  }

  private static SdkEvent event(
      @Nullable EventType type, @Nullable String name, @Nullable String id, @Nullable String time) {
    return new SdkEvent(
        type, name, "m1", null, id, time, 100, null, Map.of(ContextField.DEVICE_TYPE, "ios"));
  }

  private static Fact taken(SdkEvent event, @Nullable Origin from) {
    return ((Judgement.Taken) FactJudge.judge(event, from, NOW)).fact();
  }

  private static Rejection rejected(SdkEvent event) {
    return ((Judgement.Rejected) FactJudge.judge(event, GERMANY, NOW)).why();
  }

  @Test
  void aTrackedEventSaysItsNamePlatformAndCountry() {
    assertThat(taken(event(EventType.TRACK, "Opened", "a1", null), GERMANY))
        .isEqualTo(
            new Fact(
                EventType.TRACK,
                NOW,
                Map.of(
                    Dimension.EVENT, "Opened",
                    Dimension.PLATFORM, "ios",
                    Dimension.DEVICE_TYPE, "ios",
                    Dimension.COUNTRY, "DE")));
  }

  @Test
  void anAddressInTheEventGoesBeforeTheRequests() {
    var event =
        new SdkEvent(EventType.TRACK, "Opened", null, null, "a1", null, 100, FRANCE, Map.of());
    assertThat(taken(event, GERMANY).value(Dimension.COUNTRY)).isEqualTo("FR");
  }

  @Test
  void withoutAnAddressTheCountryIsUnknown() {
    assertThat(taken(event(EventType.TRACK, "Opened", "a1", null), null).value(Dimension.COUNTRY))
        .isEqualTo(Dimension.UNKNOWN);
  }

  @Test
  void itsContextSaysOnWhatItHappened() {
    var context =
        Map.of(
            ContextField.APP_VERSION, "2.1.0",
            ContextField.OS, "Android",
            ContextField.OS_VERSION, "14",
            ContextField.MANUFACTURER, "Google",
            ContextField.MODEL, "Pixel 7",
            ContextField.TIME_ZONE, "Europe/Berlin");
    assertThat(taken(event(context), null).values())
        .containsEntry(Dimension.APP_VERSION, "2.1.0")
        .containsEntry(Dimension.PLATFORM, "android")
        .containsEntry(Dimension.OS, "Android")
        .containsEntry(Dimension.OS_VERSION, "14")
        .containsEntry(Dimension.MANUFACTURER, "Google")
        .containsEntry(Dimension.MODEL, "Pixel 7")
        .containsEntry(Dimension.TIME_ZONE, "Europe/Berlin")
        .doesNotContainKeys(Dimension.DEVICE_TYPE, Dimension.COUNTRY);
  }

  @Test
  void itsContextSaysNothingPersonal() {
    var context = new EnumMap<ContextField, String>(ContextField.class);
    for (var field : ContextField.values()) {
      context.put(field, "of jane@example.com");
    }
    assertThat(taken(event(context), null).values().values())
        .containsOnly("Opened", Dimension.OTHER);
  }

  private static SdkEvent event(Map<ContextField, String> context) {
    return new SdkEvent(EventType.TRACK, "Opened", null, null, "a1", null, 100, null, context);
  }

  @Test
  void anotherCallIsCountedByItsTypeNotByTheNameItCarries() {
    assertThat(taken(event(EventType.SCREEN, "Jane", "a1", null), null).value(Dimension.EVENT))
        .isEqualTo("(screen)");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T10:00:00.000Z, 2026-11-24T10:00:00Z",
    "2026-11-24T10:00:00.123456+00:00, 2026-11-24T10:00:00.123456Z",
    "2026-11-24T12:00:00+02:00, 2026-11-24T10:00:00Z",
    "2026-11-24T10:00:00, 2026-11-24T10:00:00Z"
  })
  void readsTimesAsSdksWriteThem(String text, Instant time) {
    assertThat(taken(event(EventType.TRACK, "Opened", "a1", text), null).time()).isEqualTo(time);
  }

  @Test
  void withoutATimeItIsWhenItCame() {
    assertThat(taken(event(EventType.TRACK, "Opened", "a1", null), null).time()).isEqualTo(NOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "1764000000",
        "2026-11-24",
        "2026-13-45T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "+999999999-12-31T00:00:00Z"
      })
  void rejectsATimeThatIsNone(String text) {
    assertThat(rejected(event(EventType.TRACK, "Opened", "a1", text)))
        .isEqualTo(Rejection.INVALID_TIMESTAMP);
  }

  @Test
  void rejectsWhatIsOlderThanItCounts() {
    var oldest = NOW.minus(FactJudge.OLDEST);
    assertThat(taken(event(EventType.TRACK, "Opened", "a1", oldest.toString()), null).time())
        .isEqualTo(oldest);
    assertThat(rejected(event(EventType.TRACK, "Opened", "a1", oldest.minusMillis(1).toString())))
        .isEqualTo(Rejection.TOO_OLD);
  }

  @Test
  void rejectsWhatLacksWhatItMustHave() {
    assertThat(rejected(event(null, "Opened", "a1", null))).isEqualTo(Rejection.UNKNOWN_TYPE);
    assertThat(rejected(event(EventType.TRACK, null, "a1", null)))
        .isEqualTo(Rejection.MISSING_EVENT_NAME);
    assertThat(rejected(event(EventType.IDENTIFY, null, null, null)))
        .isEqualTo(Rejection.MISSING_IDENTITY);
  }

  @Test
  void rejectsWhatIsTooLarge() {
    Map<ContextField, String> device = Map.of();
    var full =
        new SdkEvent(
            EventType.TRACK, "E", null, null, "a1", null, Limits.EVENT_BYTES, null, device);
    assertThat(FactJudge.judge(full, null, NOW)).isInstanceOf(Judgement.Taken.class);
    var larger =
        new SdkEvent(
            EventType.TRACK, "E", null, null, "a1", null, Limits.EVENT_BYTES + 1L, null, device);
    assertThat(rejected(larger)).isEqualTo(Rejection.EVENT_TOO_LARGE);
  }
}
