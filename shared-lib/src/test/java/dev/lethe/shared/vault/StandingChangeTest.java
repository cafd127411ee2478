package dev.lethe.shared.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.Records;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StandingChangeTest {

  private static final Instant NOW = Records.NOON;
  private static final Instant OVER = NOW.plus(SubjectState.TOMBSTONE);
  private static final Life LIFE =
      new Life(
          "label",
          new Keyring.WrappedKey(1, 0, Bytes.copyOf(new byte[] {1})),
          Records.DAY,
          Records.DAY);
  private static final SubjectState ALIVE = SubjectState.UNKNOWN.begin(LIFE);
  private static final SubjectState STOPPED = ALIVE.with(Rights.NONE_USED.withStopped(true));

  private static StandingChange of(SubjectState before, SubjectState after) {
    return StandingChange.of(before, after, NOW);
  }

  @Test
  void livesThatBeginAndGoOnAreNotTold() {
    assertThat(of(SubjectState.UNKNOWN, ALIVE)).isEqualTo(new StandingChange.None());
    assertThat(of(ALIVE, ALIVE.seen(LIFE))).isEqualTo(new StandingChange.None());
    assertThat(of(STOPPED, STOPPED.begin(LIFE))).isEqualTo(new StandingChange.None());
    var erased = ALIVE.erase(NOW);
    assertThat(of(erased, erased.begin(LIFE))).isEqualTo(new StandingChange.None());
  }

  @Test
  void whatIsForbiddenIsToldWithoutTheLife() {
    assertThat(of(ALIVE, STOPPED))
        .isEqualTo(
            new StandingChange.Entered(new SubjectState(1, 2, null, null, STOPPED.rights()), true));
  }

  @Test
  void everyRightIsTold() {
    for (var rights :
        Set.of(
            Rights.NONE_USED.withOptedOut(true),
            Rights.NONE_USED.withStopped(true),
            Rights.NONE_USED.withRestricted(true),
            Rights.NONE_USED.withObjections(Set.of(Purpose.STATISTICS)),
            Rights.NONE_USED.withWithdrawals(Set.of(Purpose.RESEARCH)))) {
      assertThat(of(ALIVE, ALIVE.with(rights)))
          .isInstanceOfSatisfying(
              StandingChange.Entered.class,
              entered -> assertThat(entered.standing().rights()).isEqualTo(rights));
    }
  }

  @Test
  void anErasureIsToldAndAgainIfItIsRepeated() {
    var erased = ALIVE.erase(NOW);
    assertThat(of(ALIVE, erased)).isEqualTo(new StandingChange.Entered(erased, true));
    var again = erased.erase(NOW.plusSeconds(1));
    assertThat(of(erased, again)).isEqualTo(new StandingChange.Entered(again, false));
  }

  @Test
  void whereSomethingStandsTheRegisterNeedNotSayNothing() {
    var both = STOPPED.with(STOPPED.rights().withRestricted(true));
    assertThat(of(STOPPED, both))
        .isEqualTo(
            new StandingChange.Entered(new SubjectState(1, 3, null, null, both.rights()), false));
  }

  @Test
  void whatIsAllowedAgainIsRemovedUnlessATombstoneStands() {
    assertThat(of(STOPPED, STOPPED.with(Rights.NONE_USED))).isEqualTo(new StandingChange.Removed());
    var erased = STOPPED.erase(NOW);
    var lifted = erased.with(Rights.NONE_USED);
    assertThat(of(erased, lifted)).isEqualTo(new StandingChange.Entered(lifted, false));
    assertThat(StandingChange.of(erased, lifted, OVER)).isEqualTo(new StandingChange.Removed());
  }

  @Test
  void thatATombstoneIsOverIsNoChange() {
    var erased = ALIVE.erase(NOW);
    var forgotten = new SubjectState(3, 3, LIFE, null, Rights.NONE_USED);
    assertThat(StandingChange.of(erased, forgotten, OVER)).isEqualTo(new StandingChange.None());
    var stopped = forgotten.with(STOPPED.rights());
    assertThat(StandingChange.of(erased, stopped, OVER))
        .isEqualTo(
            new StandingChange.Entered(new SubjectState(3, 4, null, null, STOPPED.rights()), true));
  }
}
