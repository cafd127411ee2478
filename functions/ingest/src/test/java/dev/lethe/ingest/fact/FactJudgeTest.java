package dev.lethe.ingest.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.ingest.origin.Origin;
import dev.lethe.ingest.request.ContextField;
import dev.lethe.ingest.request.Limits;
import dev.lethe.ingest.request.PropertyField;
import dev.lethe.ingest.request.SdkEvent;
import dev.lethe.ingest.request.SdkEvents;
import dev.lethe.shared.address.MaskedAddress;
import dev.lethe.shared.address.Masking;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.EventType;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.Settings;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
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

  /// An event of iOS.
  private static SdkEvent event(
      @Nullable EventType type, @Nullable String name, @Nullable String id, @Nullable String time) {
    return SdkEvents.of(
        type, name, null, id, time, Map.of(ContextField.DEVICE_TYPE, "ios"), Map.of());
  }

  private static FactDraft taken(SdkEvent event, @Nullable Origin from) {
    return ((Judgement.Taken) FactJudge.judge(event, Settings.STANDARD, from, NOW)).fact();
  }

  private static Rejection rejected(SdkEvent event) {
    return rejected(event, Settings.STANDARD);
  }

  private static Rejection rejected(SdkEvent event, Settings settings) {
    return ((Judgement.Rejected) FactJudge.judge(event, settings, GERMANY, NOW)).why();
  }

  private static Settings with(Feature feature) {
    return Settings.STANDARD.withFeatures(Set.of(feature));
  }

  @Test
  void aTrackedEventSaysItsNamePlatformAndCountry() {
    assertThat(taken(event(EventType.TRACK, "Opened", "a1", null), GERMANY))
        .isEqualTo(
            new FactDraft(
                EventType.TRACK,
                new EventTime(null, NOW),
                null,
                null,
                Map.of(
                    Dimension.EVENT, "Opened",
                    Dimension.PLATFORM, "ios",
                    Dimension.DEVICE_TYPE, "ios",
                    Dimension.COUNTRY, "DE")));
  }

  @Test
  void anAddressInTheEventGoesBeforeTheRequests() {
    var event = SdkEvents.from(FRANCE);
    assertThat(taken(event, GERMANY).values()).containsEntry(Dimension.COUNTRY, "FR");
  }

  @Test
  void withoutAnAddressTheCountryIsUnknown() {
    assertThat(taken(event(EventType.TRACK, "Opened", "a1", null), null).values())
        .doesNotContainKey(Dimension.COUNTRY);
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
    return SdkEvents.of(EventType.TRACK, "Opened", null, "a1", null, context, Map.of());
  }

  @Test
  void anotherCallIsCountedByItsTypeNotByTheNameItCarries() {
    assertThat(taken(event(EventType.SCREEN, "Jane", "a1", null), null).values())
        .containsEntry(Dimension.EVENT, "(screen)");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T10:00:00.000Z, 2026-11-24T10:00:00Z",
    "2026-11-24T10:00:00.123456+00:00, 2026-11-24T10:00:00.123456Z",
    "2026-11-24T12:00:00+02:00, 2026-11-24T10:00:00Z",
    "2026-11-24T10:00:00, 2026-11-24T10:00:00Z"
  })
  void readsTimesAsSdksWriteThem(String text, Instant time) {
    assertThat(taken(event(EventType.TRACK, "Opened", "a1", text), null).time().raw())
        .isEqualTo(time);
  }

  @Test
  void withoutATimeItIsWhenItCame() {
    assertThat(taken(event(EventType.TRACK, "Opened", "a1", null), null).time())
        .isEqualTo(new EventTime(null, NOW));
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
    assertThat(taken(event(EventType.TRACK, "Opened", "a1", oldest.toString()), null).time().raw())
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
    assertThat(FactJudge.judge(SdkEvents.sized(Limits.EVENT_BYTES, 1), with(), null, NOW))
        .isInstanceOf(Judgement.Taken.class);
    assertThat(rejected(SdkEvents.sized(Limits.EVENT_BYTES + 1L, 1)))
        .isEqualTo(Rejection.EVENT_TOO_LARGE);
    assertThat(FactJudge.judge(SdkEvents.sized(1, Limits.FIELDS), with(), null, NOW))
        .isInstanceOf(Judgement.Taken.class);
    assertThat(rejected(SdkEvents.sized(1, Limits.FIELDS + 1)))
        .isEqualTo(Rejection.TOO_MANY_FIELDS);
  }

  private static Settings with() {
    return Settings.STANDARD;
  }

  @Test
  void saysWhichFeatureWouldTakeIt() {
    var user = SdkEvents.of(EventType.TRACK, "Opened", "jane", null, null, Map.of(), Map.of());
    assertThat(rejected(user)).isEqualTo(Rejection.NEEDS_END_USER_IDENTIFIER);
    assertThat(FactJudge.judge(user, with(Feature.END_USER_IDENTIFIER), null, NOW))
        .isInstanceOf(Judgement.Taken.class);
    var goal = event(EventType.TRACK, "Goal Reached", "a1", null);
    assertThat(rejected(goal)).isEqualTo(Rejection.NEEDS_GOALS);
    assertThat(FactJudge.judge(goal, with(Feature.GOALS), null, NOW))
        .isInstanceOf(Judgement.Taken.class);
  }

  @Test
  void rejectsWhatIsOlderThanTheApplicationKeeps() {
    var week = new Settings(Set.of(), Masking.STANDARD, ZoneOffset.UTC, 7, 1);
    var old = NOW.minus(Duration.ofDays(7)).minusMillis(1).toString();
    assertThat(rejected(event(EventType.TRACK, "Opened", "a1", old), week))
        .isEqualTo(Rejection.TOO_OLD);
  }

  @Test
  void anOfferingSaysWhatItIs() {
    var properties =
        Map.of(
            PropertyField.OFFERING_ID, "spring-guide",
            PropertyField.CONTENT_TYPE, "tutorial",
            PropertyField.OFFERING_TYPE, "video",
            PropertyField.DURATION_MS, "4200",
            PropertyField.SESSION_ID, "s-1",
            PropertyField.GOAL, "not an offering's");
    var shown =
        SdkEvents.of(EventType.TRACK, "Offering Shown", null, "a1", null, Map.of(), properties);
    assertThat(taken(shown, null))
        .isEqualTo(
            new FactDraft(
                EventType.TRACK,
                new EventTime(null, NOW),
                "s-1",
                4_200L,
                Map.of(
                    Dimension.EVENT, "Offering Shown",
                    Dimension.OFFERING, "spring-guide",
                    Dimension.CONTENT_TYPE, "tutorial",
                    Dimension.OFFERING_TYPE, "video")));
    var other = SdkEvents.of(EventType.TRACK, "Opened", null, "a1", null, Map.of(), properties);
    assertThat(taken(other, null).values()).containsOnlyKeys(Dimension.EVENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "86400001", "soon", "99999999999999999999"})
  void aDurationThatIsNoneIsLeftOut(String duration) {
    var event =
        SdkEvents.of(
            EventType.TRACK,
            "Session Ended",
            null,
            "a1",
            null,
            Map.of(),
            Map.of(PropertyField.DURATION_MS, duration));
    assertThat(taken(event, null).duration()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"en-US, en-US", "de, de", "zh_Hans_CN, zh_Hans_CN", "jane@example.com, (other)"})
  void tellsTheLocale(String told, String counted) {
    assertThat(taken(event(Map.of(ContextField.LOCALE, told)), null).values())
        .containsEntry(Dimension.LOCALE, counted);
  }

  @Test
  void tellsTheScreen() {
    var screen = Map.of(ContextField.SCREEN_WIDTH, "390", ContextField.SCREEN_HEIGHT, "844");
    assertThat(taken(event(screen), null).values()).containsEntry(Dimension.SCREEN, "390x844");
    var wrong = Map.of(ContextField.SCREEN_WIDTH, "jane", ContextField.SCREEN_HEIGHT, "844");
    assertThat(taken(event(wrong), null).values()).doesNotContainKey(Dimension.SCREEN);
  }
}
