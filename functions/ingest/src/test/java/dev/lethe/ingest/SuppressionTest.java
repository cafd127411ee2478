package dev.lethe.ingest;

import static dev.lethe.ingest.Sender.device;
import static dev.lethe.ingest.Sender.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.vault.Rights;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What subjects' states make of their events. All answers are those of events that are taken.
class SuppressionTest {

  private static final Instant ERASED = Records.NOON.minus(Duration.ofHours(2));

  private final Sender sender = new Sender(Feature.END_USER_IDENTIFIER);

  private void erase(String deviceId) {
    sender.set(device(deviceId), sender.state(device(deviceId)).erase(ERASED));
  }

  private void assertSuppressed(Outcome outcome, String reason) {
    assertThat(outcome).isEqualTo(new Outcome.Taken(List.of()));
    assertThat(sender.records()).isEmpty();
    assertThat(sender.intake()).isEqualTo(Map.of("suppressed_" + reason, 1L));
  }

  /// By the earlier of the device's time and the corrected one: a device whose clock is ahead does
  /// not bring a life back, nor does one whose upload time is stale.
  @ParameterizedTest
  @CsvSource({
    "2026-11-24T09:00:00Z, , erased before",
    "2026-11-24T10:00:00Z, , at the very moment",
    "2026-11-24T11:00:00Z, 2026-11-24T14:00:00Z, corrected to 09:00",
    "2026-11-24T09:00:00Z, 2026-11-24T10:00:00Z, corrected to 11:00 but told as before",
    "2026-11-25T09:00:00Z, 2026-11-25T12:00:00Z, a clock that is a day ahead",
  })
  void whatIsFromBeforeAnErasureIsDropped(String time, String sentAt, String because) {
    erase("d1");
    var sent = sentAt == null ? "" : ",'sentAt':'" + sentAt + "'";
    assertSuppressed(
        sender.send(
            "track", "{'event':'E','anonymousId':'d1','timestamp':'%s'%s}".formatted(time, sent)),
        "erased");
    assertThat(sender.state(device("d1")).life()).as(because).isNull();
  }

  @Test
  void anEventWithoutATimeBelongsToTheTimeBefore() {
    erase("d1");
    assertSuppressed(sender.track("d1"), "erased");
  }

  @Test
  void aLaterEventBeginsANewLife() {
    var event = "{'event':'E','anonymousId':'d1','timestamp':'%s'}";
    sender.send("track", event.formatted("2026-11-24T08:00:00Z"));
    var before = Objects.requireNonNull(sender.state(device("d1")).life());
    erase("d1");
    sender.send("track", event.formatted("2026-11-24T10:00:00.001Z"));
    var after = Objects.requireNonNull(sender.state(device("d1")).life());
    assertThat(after.label()).isNotEqualTo(before.label());
    assertThat(sender.records().getLast().label()).isEqualTo(after.label());
    assertThat(sender.state(device("d1")).erased()).isEqualTo(ERASED);
    assertThat(sender.gate.find(Sender.APP, Set.of(before.label(), after.label())))
        .containsOnlyKeys(after.label());
  }

  /// Its key is another one, too: not even the digest of the same event is the same.
  @Test
  void aNewLifeHasAKeyOfItsOwn() {
    var event = "{'event':'E','anonymousId':'d1','messageId':'m1','timestamp':'%s'}";
    sender.send("track", event.formatted("2026-11-24T08:00:00Z"));
    erase("d1");
    sender.send("track", event.formatted("2026-11-24T11:00:00Z"));
    var digests = sender.records().stream().map(r -> r.facts().getFirst().digest()).toList();
    assertThat(digests).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void aUsersErasureHoldsForItsDevicesEventsInItsNameAndTheOtherWayRound() {
    sender.set(user("u1"), sender.state(user("u1")).erase(ERASED));
    var event = "{'event':'E','userId':'u1','anonymousId':'d1','timestamp':'2026-11-24T09:00:00Z'}";
    assertSuppressed(sender.send("track", event), "erased");
    sender.puts.clear();
    erase("d2");
    assertSuppressed(sender.send("track", event.replace("u1", "u2").replace("d1", "d2")), "erased");
    assertThat(sender.gate.links()).isEmpty();
  }

  @Test
  void anAliasFromBeforeAnErasureLinksNobodyToWhomWasErased() {
    erase("d9");
    assertSuppressed(
        sender.send(
            "alias", "{'userId':'u1','previousId':'d9','timestamp':'2026-11-24T09:00:00Z'}"),
        "erased");
    assertThat(sender.gate.links()).isEmpty();
  }

  @Test
  void anAliasLinksNobodyToAStoppedDevice() {
    sender.forbid(device("d9"), new Rights(false, true, false, Set.of()));
    assertSuppressed(sender.send("alias", "{'userId':'u1','previousId':'d9'}"), "stopped");
    assertThat(sender.gate.links()).isEmpty();
  }

  /// Else what a user stopped, or had erased, would come back under its device.
  @Test
  void aUsersWordHoldsWhileUsersAreNotTaken() {
    sender.set(user("u1"), sender.state(user("u1")).erase(ERASED));
    sender.forbid(user("u2"), new Rights(false, true, false, Set.of()));
    sender.switchTo(Feature.END_USER_IDENTIFIER, false);
    var event = "{'event':'E','userId':'%s','anonymousId':'d1','timestamp':'2026-11-24T09:00:00Z'}";
    assertSuppressed(sender.send("track", event.formatted("u1")), "erased");
    sender.puts.clear();
    assertSuppressed(sender.send("track", event.formatted("u2")), "stopped");
    sender.send("track", event.formatted("u3"));
    assertThat(sender.records()).hasSize(1);
  }

  @Test
  void aTombstoneOutlivesEverythingThatCanArriveLate() {
    erase("d1");
    sender.at(ERASED.plus(Duration.ofDays(66)));
    assertSuppressed(sender.track("d1"), "erased");
    sender.at(ERASED.plus(Duration.ofDays(67)));
    sender.track("d1");
    assertThat(sender.records()).hasSize(1);
  }

  @Test
  void nothingIsCollectedOfWhomTheCustomerStopped() {
    sender.forbid(device("d1"), new Rights(false, true, false, Set.of()));
    assertSuppressed(sender.track("d1"), "stopped");
  }

  @Test
  void aStopHoldsThroughAnErasure() {
    sender.forbid(user("u1"), new Rights(false, true, false, Set.of()));
    sender.set(user("u1"), sender.state(user("u1")).erase(ERASED));
    assertSuppressed(
        sender.send("track", "{'event':'E','userId':'u1','timestamp':'2026-11-24T11:00:00Z'}"),
        "stopped");
  }

  @Test
  void whatIsRestrictedIsKeptAndNotCounted() {
    sender.forbid(device("d1"), new Rights(false, false, true, Set.of()));
    sender.send("track", "{'event':'E','anonymousId':'d1','properties':{'n':'kept'}}");
    var kept = sender.records().getFirst();
    assertThat(kept.facts()).isEmpty();
    assertThat(sender.opened(kept, device("d1"))).contains("kept");
    assertThat(sender.intake()).isEqualTo(Map.of("suppressed_restricted", 1L));
  }

  @Test
  void anObjectionTakesItsPurposeAway() {
    sender.forbid(device("d1"), new Rights(false, false, false, Set.of(Purpose.STATISTICS)));
    sender.track("d1");
    sender.track("d2");
    assertThat(sender.records().getFirst().purposes()).containsExactly(Purpose.RESEARCH);
    assertThat(sender.records().getLast().purposes()).containsExactlyInAnyOrder(Purpose.values());
  }

  @Test
  void noConsentToAnalyticsIsAnObjectionForThatEvent() {
    var event =
        "{'type':'track','event':'E','anonymousId':'d1','context':"
            + "{'consent':{'categoryPreferences':{'Analytics':%s}}}}";
    sender.send(
        "batch", "{'batch':[%s,%s]}".formatted(event.formatted("true"), event.formatted("false")));
    assertThat(sender.records()).hasSize(2);
    assertThat(sender.records().getFirst().purposes()).containsExactlyInAnyOrder(Purpose.values());
    assertThat(sender.records().getLast().purposes()).isEmpty();
  }

  /// The context of an event goes before its batch's.
  @ParameterizedTest
  @CsvSource({"false, , 0", "true, false, 0", "false, true, 2"})
  void aBatchsConsentIsThatOfEventsThatSayNothing(
      String ofBatch, @Nullable String ofEvent, int purposes) {
    var consent = "'consent':{'categoryPreferences':{'Analytics':%s}}";
    sender.send(
        "batch",
        "{'context':{%s},'batch':[{'type':'track','event':'E','anonymousId':'d1','context':{%s}}]}"
            .formatted(
                consent.formatted(ofBatch), ofEvent == null ? "" : consent.formatted(ofEvent)));
    assertThat(sender.records().getFirst().purposes()).hasSize(purposes);
  }

  @Test
  void whatADeviceForbidsHoldsForItsUsersEvents() {
    sender.forbid(device("d1"), new Rights(false, false, true, Set.of(Purpose.STATISTICS)));
    sender.send("track", "{'event':'E','userId':'u1','anonymousId':'d1'}");
    assertThat(sender.records().getFirst().facts()).isEmpty();
    assertThat(sender.records().getFirst().purposes()).containsExactly(Purpose.RESEARCH);
  }

  @Test
  void whoSaysBothDoesNotConsent() {
    sender.send(
        "track",
        "{'event':'E','anonymousId':'d1','context':"
            + "{'consent':{'categoryPreferences':{'Analytics':false,'analytics':true}}}}");
    assertThat(sender.records().getFirst().purposes()).isEmpty();
  }
}
