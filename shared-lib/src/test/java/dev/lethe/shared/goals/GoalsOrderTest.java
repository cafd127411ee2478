package dev.lethe.shared.goals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Records;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GoalsOrderTest {

  private static final Duration LONGEST = Duration.ofMinutes(20);

  private final GoalsOrder given = GoalsOrder.given("app_1", Records.NOON, LONGEST);
  private final GoalsOrder done =
      new GoalsOrder("app_1", given.before(), Records.NOON.plus(Duration.ofHours(1)));

  /// Who knew goals as on may run for as long.
  @Test
  void itCoversWhatCameUntilWhoeverKnewGoalsAsOnHasEnded() {
    assertThat(given.covers(Records.NOON.plus(LONGEST).minusMillis(1))).isTrue();
    assertThat(given.covers(Records.NOON.plus(LONGEST))).isFalse();
  }

  @Test
  void itIsOpenUntilItIsDone() {
    assertThat(given.isOpen()).isTrue();
    assertThat(done.isOpen()).isFalse();
  }

  @Test
  void whatWasReadBeforeItWasDoneMayHaveSomethingLeft() {
    var hour = Records.NOON.plus(Duration.ofHours(1));
    assertThat(given.wasOpen(hour)).isTrue();
    assertThat(done.wasOpen(hour)).isTrue();
    assertThat(done.wasOpen(hour.plusMillis(1))).isFalse();
  }
}
