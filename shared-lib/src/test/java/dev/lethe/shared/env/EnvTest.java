package dev.lethe.shared.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvTest {

  private final Env env = new Env(Map.of("TABLE", "t", "BLANK", " ", "COUNT", "3"));

  @Test
  void givesWhatIsSet() {
    assertThat(env.required("TABLE")).isEqualTo("t");
    assertThat(env.requiredInt("COUNT", 3)).isEqualTo(3);
  }

  @Test
  void refusesWhatIsNot() {
    assertThatIllegalStateException()
        .isThrownBy(() -> env.required("STREAM"))
        .withMessageContaining("STREAM");
    assertThatIllegalStateException().isThrownBy(() -> env.required("BLANK"));
    assertThatIllegalStateException().isThrownBy(() -> env.requiredInt("TABLE", 1));
    assertThatIllegalStateException().isThrownBy(() -> env.requiredInt("COUNT", 4));
  }
}
