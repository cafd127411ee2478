package dev.lethe.shared.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lethe.shared.record.EventType;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvTest {

  private final Env env =
      new Env(Map.of("TABLE", "t", "BLANK", " ", "COUNT", "3", "CALL", "track"));

  @Test
  void givesWhatIsSet() {
    assertThat(env.required("TABLE")).isEqualTo("t");
    assertThat(env.requiredInt("COUNT", 3)).isEqualTo(3);
    assertThat(env.requiredOneOf(EventType.class, "CALL")).isEqualTo(EventType.TRACK);
  }

  @Test
  void refusesWhatIsNot() {
    assertThatIllegalStateException()
        .isThrownBy(() -> env.required("STREAM"))
        .withMessageContaining("STREAM");
    assertThatIllegalStateException().isThrownBy(() -> env.required("BLANK"));
    assertThatIllegalStateException().isThrownBy(() -> env.requiredInt("TABLE", 1));
    assertThatIllegalStateException()
        .isThrownBy(() -> env.requiredOneOf(EventType.class, "TABLE"))
        .withMessageContaining("EventType");
    assertThatIllegalStateException().isThrownBy(() -> env.requiredInt("COUNT", 4));
  }
}
