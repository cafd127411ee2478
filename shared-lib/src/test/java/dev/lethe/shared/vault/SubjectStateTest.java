package dev.lethe.shared.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubjectStateTest {

  private static final int RETENTION = 90;
  private static final Instant NOW = Records.NOON;
  private static final Life LIFE =
      new Life(
          "label",
          new Keyring.WrappedKey(1, 0, Bytes.copyOf(new byte[] {1})),
          Records.DAY,
          Records.DAY);
  private static final SubjectState ALIVE = SubjectState.UNKNOWN.begin(LIFE);

  @Test
  void eachBeginningAndEndCounts() {
    var erased = ALIVE.erase(NOW);
    assertThat(erased).isEqualTo(new SubjectState(2, 2, null, NOW, Rights.NONE_USED));
    assertThat(erased.begin(LIFE)).isEqualTo(new SubjectState(3, 3, LIFE, NOW, Rights.NONE_USED));
  }

  @Test
  void beingSeenAgainIsNoNewState() {
    var again = ALIVE.seen(new Life("label", LIFE.key(), LIFE.born(), Records.DAY.plusDays(1)));
    assertThat(again.version()).isEqualTo(ALIVE.version());
    assertThat(again.lives()).isEqualTo(ALIVE.lives());
  }

  @Test
  void rightsOutliveErasures() {
    var objected = ALIVE.with(new Rights(false, true, true, Set.of(Purpose.STATISTICS)));
    assertThat(objected.erase(NOW).rights()).isEqualTo(objected.rights());
    assertThat(objected.erase(NOW).expires(RETENTION)).isEmpty();
  }

  @Test
  void rightsOutliveSilenceAndTombstones() {
    var objected = ALIVE.erase(NOW).begin(LIFE).with(new Rights(true, true, true, Set.of()));
    var later = objected.at(NOW.plus(Duration.ofDays(1_000)), RETENTION);
    assertThat(later.life()).isNull();
    assertThat(later.erased()).isNull();
    assertThat(later.rights()).isEqualTo(objected.rights());
  }

  @Test
  void aLifeEndsAfterSilenceAsLongAsDataIsKept() {
    var lastMoment = Instant.parse("2027-02-22T23:59:59.999Z");
    assertThat(ALIVE.at(lastMoment, RETENTION)).isEqualTo(ALIVE);
    assertThat(ALIVE.at(lastMoment.plusMillis(1), RETENTION).life()).isNull();
    assertThat(ALIVE.expires(RETENTION)).contains(lastMoment.plusMillis(1));
  }

  @Test
  void whatStandsIsWithoutALifeAndEndsWithTheTombstone() {
    var objected = ALIVE.with(new Rights(false, true, true, Set.of(Purpose.STATISTICS)));
    assertThat(objected.standing(NOW))
        .isEqualTo(new SubjectState(1, 2, null, null, objected.rights()));
    var erased = ALIVE.erase(NOW).begin(LIFE);
    assertThat(erased.standing(NOW)).isEqualTo(new SubjectState(3, 3, null, NOW, Rights.NONE_USED));
    assertThat(erased.standing(NOW.plus(SubjectState.TOMBSTONE)).isNothing()).isTrue();
    assertThat(ALIVE.standing(NOW).isNothing()).isTrue();
  }

  /// Whatever the numbers were when the Vault was lost, however often: they were counted up.
  @Test
  void aRecoveredStateHasNumbersThatItNeverHad() {
    var state = ALIVE.erase(NOW).with(new Rights(true, true, true, Set.of(Purpose.RESEARCH)));
    var recovered = state.recovered(NOW);
    assertThat(recovered.life()).isNull();
    assertThat(recovered.erased()).isEqualTo(state.erased());
    assertThat(recovered.rights()).isEqualTo(state.rights());
    assertThat(recovered.lives()).isGreaterThan(state.lives() + 1_000_000);
    assertThat(recovered.version()).isGreaterThan(state.version() + 1_000_000);
    var again = state.recovered(NOW.plus(Duration.ofMinutes(1)));
    assertThat(again.version()).isGreaterThan(recovered.version());
  }

  @Test
  void aTombstoneStandsAsLongAsSomethingMayArriveFromBefore() {
    var erased = ALIVE.erase(NOW);
    var over = NOW.plus(Duration.ofDays(67));
    assertThat(erased.at(over.minusMillis(1), RETENTION).erased()).isEqualTo(NOW);
    assertThat(erased.at(over, RETENTION).erased()).isNull();
    assertThat(erased.expires(RETENTION)).contains(over);
    assertThat(erased.begin(LIFE).expires(1)).contains(over);
  }
}
