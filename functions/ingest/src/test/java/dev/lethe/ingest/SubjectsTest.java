package dev.lethe.ingest;

import static dev.lethe.ingest.Sender.device;
import static dev.lethe.ingest.Sender.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.ingest.fact.Rejection;
import dev.lethe.ingest.gate.InMemoryGate;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.vault.SubjectState;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Whose events they are, under which label and key.
class SubjectsTest {

  private static final String OF_BOTH = "{'event':'E','userId':'u1','anonymousId':'d1'}";

  private final Sender sender = new Sender(Feature.END_USER_IDENTIFIER);

  static String batchOf(int subjects) {
    return IntStream.range(0, subjects)
        .mapToObj(i -> "{'type':'track','event':'E','anonymousId':'d" + i + "'}")
        .collect(Collectors.joining(",", "{'batch':[", "]}"));
  }

  @Test
  void knownSubjectsCostOneReadNoWriteAndOnePut() {
    sender.send("batch", batchOf(100));
    var reads = sender.gate.reads();
    var writes = sender.gate.writes();
    sender.puts.clear();
    sender.send("batch", batchOf(100));
    assertThat(sender.gate.reads()).isEqualTo(reads + 1);
    assertThat(sender.gate.writes()).isEqualTo(writes);
    assertThat(sender.puts).hasSize(1);
    assertThat(sender.records()).hasSize(100);
  }

  @Test
  void aUserAndItsDeviceThatAreKnownCostNoWriteEither() {
    sender.send("track", OF_BOTH);
    var writes = sender.gate.writes();
    sender.send("track", OF_BOTH);
    assertThat(sender.gate.writes()).isEqualTo(writes);
  }

  @Test
  void aSubjectIsNotedOnceADay() {
    sender.track("d1");
    sender.at(Records.NOON.plus(Duration.ofDays(1)));
    sender.track("d1");
    var writes = sender.gate.writes();
    sender.track("d1");
    assertThat(sender.gate.writes()).isEqualTo(writes);
    var life = Objects.requireNonNull(sender.state(device("d1")).life());
    assertThat(life.born()).isEqualTo(LocalDate.parse("2026-11-24"));
    assertThat(life.seen()).isEqualTo(LocalDate.parse("2026-11-25"));
    assertThat(sender.records()).extracting(StreamRecord::label).containsOnly(life.label());
  }

  @Test
  void isBornOnADayOfItsApplicationsTimeZone() {
    var inTokyo =
        new Sender(
            new Settings(
                Settings.STANDARD.features(),
                Settings.STANDARD.masking(),
                ZoneId.of("Asia/Tokyo"),
                90,
                1));
    inTokyo.at(Records.NOON.plus(Duration.ofHours(4)));
    inTokyo.track("d1");
    assertThat(inTokyo.records().getFirst().born()).isEqualTo(LocalDate.parse("2026-11-25"));
  }

  @Test
  void twoFirstRequestsAgreeOnOneKey() {
    sender.gate.beforeNextWrite(() -> sender.track("d1"));
    sender.track("d1");
    var life = Objects.requireNonNull(sender.state(device("d1")).life());
    assertThat(sender.records())
        .hasSize(2)
        .allSatisfy(found -> {
          assertThat(found.label()).isEqualTo(life.label());
          assertThat(sender.opened(found, device("d1"))).contains("Opened");
        });
  }

  @Test
  void aSubjectErasedWhileItsRequestIsDecidedIsNotBroughtBack() {
    sender.track("d1");
    sender.puts.clear();
    sender.at(Records.NOON.plus(Duration.ofDays(1)));
    sender.gate.beforeNextWrite(() ->
        sender.set(
            device("d1"), sender.state(device("d1")).erase(Records.NOON.plus(Duration.ofDays(1)))));
    sender.track("d1");
    assertThat(sender.state(device("d1")).life()).isNull();
    assertThat(sender.records()).isEmpty();
    assertThat(sender.intake()).isEqualTo(Map.of("suppressed_erased", 1L));
  }

  @Test
  void afterASilenceAsLongAsDataIsKeptALifeIsOver() {
    sender.track("d1");
    sender.at(Records.NOON.plus(Duration.ofDays(90)));
    sender.track("d1");
    sender.at(Records.NOON.plus(Duration.ofDays(90 + 91)));
    sender.track("d1");
    var labels = sender.records().stream().map(StreamRecord::label).toList();
    assertThat(labels.get(1)).isEqualTo(labels.get(0));
    assertThat(labels.get(2)).isNotEqualTo(labels.get(0));
  }

  @Test
  void eventsAreTheUsersIfUsersAreTaken() {
    sender.send("track", OF_BOTH);
    assertThat(sender.records()).hasSize(1);
    var life = Objects.requireNonNull(sender.state(user("u1")).life());
    assertThat(sender.records().getFirst().label()).isEqualTo(life.label());
    assertThat(sender.state(device("d1"))).isEqualTo(SubjectState.UNKNOWN);
  }

  @Test
  void elseTheyAreTheDevices() {
    var without = new Sender();
    without.send("track", OF_BOTH);
    assertThat(without.state(user("u1"))).isEqualTo(SubjectState.UNKNOWN);
    assertThat(without.state(device("d1")).life()).isNotNull();
    assertThat(without.gate.links()).isEmpty();
  }

  @Test
  void aUserAndADeviceSeenTogetherAreLinked() {
    sender.send("track", OF_BOTH);
    var keyring = sender.gate.keyring(Sender.APP);
    assertThat(sender.gate.links())
        .isEqualTo(
            Map.of(
                Map.entry(keyring.pseudonym(user("u1")), keyring.pseudonym(device("d1"))),
                new InMemoryGate.Linked(Records.DAY, 1, 0, 1)));
  }

  @Test
  void anAliasLinksWhatTheUserWasKnownByBefore() {
    sender.send("alias", "{'userId':'u1','previousId':'d9'}");
    var keyring = sender.gate.keyring(Sender.APP);
    assertThat(sender.gate.links())
        .containsOnlyKeys(
            Map.entry(keyring.pseudonym(user("u1")), keyring.pseudonym(device("d9"))));
    assertThat(sender.state(user("d9"))).isEqualTo(SubjectState.UNKNOWN);
  }

  @Test
  void aLateLinkIsNotWrittenOverATombstone() {
    sender.send("track", "{'event':'E','userId':'u1'}");
    sender.gate.beforeNextWrite(
        () -> sender.set(device("d1"), sender.state(device("d1")).erase(Records.NOON)));
    sender.send("track", OF_BOTH);
    assertThat(sender.gate.links()).isEmpty();
    assertThat(sender.intake()).isEqualTo(Map.of("suppressed_erased", 1L));
  }

  /// What has no `messageId` is known again by all that it says.
  @Test
  void eventsWithoutAnIdAreTheSameIfTheySayTheSame() {
    var event =
        "{'type':'track','event':'%s','anonymousId':'d1','timestamp':'2026-11-24T09:00:00Z'}";
    sender.send(
        "batch",
        "{'batch':[%s,%s,%s]}"
            .formatted(event.formatted("A"), event.formatted("B"), event.formatted("A")));
    var digests = sender.records().getFirst().facts().stream().map(fact -> fact.digest()).toList();
    assertThat(digests.get(1)).isNotEqualTo(digests.get(0));
    assertThat(digests.get(2)).isEqualTo(digests.get(0));
  }

  /// A device whose clock is a year behind is not known from one that kept its events for a year.
  @Test
  void whatIsTooOldByItsDevicesClockIsTooOld() {
    assertThat(
            sender.send(
                "track",
                "{'event':'E','anonymousId':'d1','timestamp':'2025-11-24T09:00:00Z',"
                    + "'sentAt':'2025-11-24T10:00:00Z'}"))
        .isEqualTo(new Outcome.Taken(List.of(new Outcome.Rejected(0, null, Rejection.TOO_OLD))));
  }

  @Test
  void theTimeThatABatchWasSentAtIsThatOfItsEvents() {
    sender.send(
        "batch",
        "{'sentAt':'2026-11-24T14:00:00Z','batch':[{'type':'track','event':'E',"
            + "'anonymousId':'d1','timestamp':'2026-11-24T13:00:00Z'}]}");
    assertThat(sender.records().getFirst().facts().getFirst().time())
        .isEqualTo(Records.NOON.minus(Duration.ofHours(1)));
  }

  @Test
  void nothingIsTakenWhileTheVaultIsLost() {
    sender.gate.lose();
    assertThat(sender.track("d1")).isEqualTo(new Outcome.TryAgain());
    assertThat(sender.puts).isEmpty();
  }

  @Test
  void aRevokedKeyIsRefusedAtOnce() {
    sender.track("d1");
    sender.registry.revoke(Sender.KEY);
    assertThat(sender.track("d1")).isEqualTo(new Outcome.UnknownKey());
    assertThat(sender.puts).hasSize(1);
  }

  /// A device's life from before its user was known goes silent while the user is active.
  @Test
  void aDeviceThatIsSilentCostsItsUserNoWrite() {
    sender.track("d1");
    sender.at(Records.NOON.plus(Duration.ofDays(Settings.LONGEST_RETENTION + 1)));
    sender.send("track", OF_BOTH);
    var writes = sender.gate.writes();
    sender.send("track", OF_BOTH);
    assertThat(sender.gate.writes()).isEqualTo(writes);
  }

  @Test
  void whoIsBackAfterUserIdsWereErasedHasAnotherLifeAndIsLinkedAtOnce() {
    sender.send("track", OF_BOTH);
    var before = Objects.requireNonNull(sender.state(user("u1")).life());
    sender.gate.eraseCollected();
    sender.send("track", OF_BOTH);
    var after = sender.state(user("u1"));
    assertThat(Objects.requireNonNull(after.life()).label()).isNotEqualTo(before.label());
    assertThat(sender.gate.isKept(before.label())).isFalse();
    assertThat(sender.gate.links().values())
        .containsExactly(new InMemoryGate.Linked(Records.DAY, after.lives(), 0, 1));
    assertThat(sender.opened(sender.records().getLast(), user("u1"))).contains("u1");
  }

  @Test
  void afterARotationASubjectsKeyIsWrappedAnewOnItsNextDay() {
    sender.track("d1");
    var old = Objects.requireNonNull(sender.state(device("d1")).life()).key();
    sender.gate.rotate(Records.DAY);
    sender.track("d1");
    assertThat(Objects.requireNonNull(sender.state(device("d1")).life()).key()).isEqualTo(old);
    sender.at(Records.NOON.plus(Duration.ofDays(1)));
    sender.track("d1");
    assertThat(Objects.requireNonNull(sender.state(device("d1")).life()).key().number())
        .isEqualTo(old.number() + 1);
    assertThat(sender.records())
        .hasSize(3)
        .allSatisfy(found -> assertThat(sender.opened(found, device("d1"))).contains("Opened"));
  }
}
