package dev.lethe.infra.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The functions, whatever befalls them: at rest every statistic is what an oracle says, who knows
/// all that was put on the stream; nothing is left of whom requests erased; and receipts say what
/// was there.
class SimulationTest {

  /// Always the same seeds, from 0 on.
  private static final int FIXED = 700;

  /// Others in each run.
  private static final int FRESH = 150;

  /// Of the fixed seeds, those that the broken variants are tried with.
  private static final int FOR_CONTROLS = 300;

  /// The least that the fixed seeds must meet of each kind, to be worth anything.
  private static final int MET = 5;

  @Test
  void atRestEveryStatisticIsWhatTheOracleSays() {
    var seeds = new Seeds(Variant.SOUND).play(0, FIXED);
    assertThat(seeds.wrong()).as(seeds::story).isZero();
    System.out.printf("What %,d seeds met:%n%s%n", FIXED, seeds.incidents());
    for (var incident : Incident.values()) {
      assertThat(seeds.incidents().of(incident))
          .as(incident.toString())
          .isGreaterThanOrEqualTo(MET);
    }
  }

  @Test
  void freshSeedsDoNotDiffer() {
    var first = ThreadLocalRandom.current().nextLong(1L << 40);
    System.out.printf("Fresh seeds: make simulate FIRST=%d SEEDS=%d%n", first, FRESH);
    var seeds = new Seeds(Variant.SOUND).play(first, FRESH);
    assertThat(seeds.wrong()).as(seeds::story).isZero();
  }

  /// Who repeats a run sees the same run.
  @Test
  void aSeedIsAlwaysTheSameRun() {
    for (var seed = 0; seed < 20; seed++) {
      var run = Run.of(Choices.of(seed), Variant.SOUND);
      assertThat(Run.of(Choices.of(seed), Variant.SOUND).choices()).isEqualTo(run.choices());
      assertThat(Run.of(Choices.again(run.choices()), Variant.SOUND).length())
          .isEqualTo(run.length());
    }
  }

  /// The controls: what counts wrong is found out.
  @ParameterizedTest
  @EnumSource
  void whatCountsWrongIsCaught(Broken variant) {
    var seeds = new Seeds(variant).playUntil(variant.caughtBy(), 0, FOR_CONTROLS);
    assertThat(seeds.wrong()).isGreaterThanOrEqualTo(variant.caughtBy());
  }

  /// And what is wrong about rights.
  @ParameterizedTest
  @EnumSource
  void whatIsWrongAboutRightsIsCaught(BrokenRights variant) {
    var seeds = new Seeds(variant).playUntil(1, variant.from(), FOR_CONTROLS);
    assertThat(seeds.wrong()).isEqualTo(1);
  }
}
