package dev.lethe.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.ingest.gate.Lives;
import dev.lethe.ingest.gate.View;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Grant;
import dev.lethe.shared.registry.IssuedKey;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Keyrings;
import dev.lethe.shared.vault.Life;
import dev.lethe.shared.vault.SubjectKey;
import dev.lethe.shared.vault.SubjectState;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Key-encryption keys come and go, and no subject is lost by it.
class KeyRotationTest {

  private static final int RETENTION = Settings.LONGEST_RETENTION;
  private static final LocalTime MORNING = LocalTime.of(0, 1);
  private static final LocalTime NOON = LocalTime.NOON;
  private static final LocalTime LAST_MINUTE = LocalTime.of(23, 59);

  private final Sender sender = new Sender();
  private final Random random = new Random(7);

  /// When each of a hundred devices sends next.
  private final LocalDateTime[] visits = new LocalDateTime[100];

  /// The day that each device was last seen, and its label then.
  private final Map<String, Map.Entry<LocalDate, String>> seen = new HashMap<>();

  private Life life(String device) {
    return Objects.requireNonNull(sender.state(Sender.device(device)).life());
  }

  /// A device sends an event, which is taken; its life goes on unless it was silent for as long as
  /// data is kept.
  private void send(String device, LocalDate day, LocalTime time) {
    sender.at(day.atTime(time).toInstant(ZoneOffset.UTC));
    assertThat(sender.track(device)).as("%s on %s", device, day).isInstanceOf(Outcome.Taken.class);
    var before = seen.put(device, Map.entry(day, life(device).label()));
    if (before != null && !before.getKey().plusDays(RETENTION).isBefore(day)) {
      assertThat(life(device).label()).as("%s on %s", device, day).isEqualTo(before.getValue());
    }
  }

  /// A device is seen for the first time, and the keys rotate between what its request reads and
  /// what it writes: it is the last that is under the old key.
  private void sendWhileTheKeysRotate(String device, LocalDate day) {
    sender.gate.beforeNextWrite(() -> sender.gate.rotate(day));
    send(device, day, NOON);
    assertThat(sender.gate.keyring(Sender.APP).isOutdated(life(device).key())).isTrue();
  }

  /// A year and more with a rotation every 7 or 8 days, so that each falls on the last day of those
  /// who were seen on the day of another and not since.
  @Test
  void nobodyIsLostInAYearOfRotations() {
    Arrays.setAll(visits, i -> nextVisit(Records.DAY));
    var rotation = Records.DAY;
    var rotations = 0;
    for (var day = Records.DAY; day.isBefore(Records.DAY.plusDays(400)); day = day.plusDays(1)) {
      visit(day.atTime(MORNING));
      if (day.equals(rotation)) {
        sendWhileTheKeysRotate("silent since " + day, day);
        rotations++;
        rotation = day.plusDays(rotations % 2 == 0 ? 7 : 8);
      }
      visit(day.atTime(LAST_MINUTE));
      var lastSeen = "silent since " + day.minusDays(RETENTION);
      if (seen.containsKey(lastSeen)) {
        send(lastSeen, day, LAST_MINUTE);
      }
    }
    assertThat(rotations).isGreaterThan(50);
    assertThat(sender.gate.keyNumbers()).hasSizeLessThanOrEqualTo(15).doesNotContain(1, 2, 3);
  }

  private LocalDateTime nextVisit(LocalDate day) {
    return day.plusDays(1 + random.nextInt(RETENTION + 3))
        .atTime(random.nextBoolean() ? MORNING : LAST_MINUTE);
  }

  /// Those devices send whose time it is.
  private void visit(LocalDateTime time) {
    for (var i = 0; i < visits.length; i++) {
      if (time.equals(visits[i])) {
        send("d" + i, time.toLocalDate(), time.toLocalTime());
        visits[i] = nextVisit(time.toLocalDate());
      }
    }
  }

  @Test
  void whoHasAKeyThatIsNewerThanTheOnesThatWereReadIsLookedAtAgain() {
    var device = Sender.device("d1");
    var label = "AAAAAAAAAAAAAAAAAAAAAA";
    var key = SubjectKey.generate(Sender.APP, label, new SecureRandom());
    var wrapped = Keyrings.of(Sender.APP, 1, 2).wrap(key, Identity.Kind.DEVICE);
    var life = new Life(label, wrapped, Records.DAY, Records.DAY);
    var state = SubjectState.UNKNOWN.begin(life);
    assertThat(ensured(1, device, state)).isEqualTo(new Lives.Outcome.Changed());
    assertThat(ensured(2, device, state)).isInstanceOf(Lives.Outcome.Ready.class);
    assertThat(sender.gate.writes()).isZero();
  }

  /// What comes of a request that read so many keys of the application.
  private Lives.Outcome ensured(int keys, Identity device, SubjectState state) {
    var application = new Application(Sender.APP, "cus_1", "App", Settings.STANDARD);
    var keyring = Keyrings.of(Sender.APP, 1, keys);
    var issued =
        IssuedKey.of(Sender.KEY, IssuedKey.FIRST, new Grant.Write(Sender.APP), Records.NOON);
    return new Lives(sender.gate, sender.gate, new SecureRandom())
        .ensure(
            new View(issued, application, keyring, Map.of(device, state), Map.of()),
            Sender.KEY,
            Set.of(device),
            Set.of(),
            Records.NOON);
  }
}
