package dev.lethe.shared.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

  @Test
  void readsWhatLambdaWrites() {
    var position =
        Position.of(
            "shardId-000000000003:49590338271490256608559692538361571095921575989136588898");
    assertThat(position.shard()).isEqualTo(3);
    assertThat(position.sequence())
        .isEqualTo("49590338271490256608559692538361571095921575989136588898");
  }

  @Test
  void sortsAsNumbersDo() {
    assertThat(Position.of("shardId-0:9")).isLessThan(Position.of("shardId-0:10"));
    assertThat(Position.of("shardId-0:10")).isLessThan(Position.of("shardId-1:9"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "shardId-x:7", "shard-1:7"})
  void takesNothingElse(String eventId) {
    assertThatIllegalArgumentException().isThrownBy(() -> Position.of(eventId));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Position.of("shardId-1:" + "9".repeat(57)));
  }
}
