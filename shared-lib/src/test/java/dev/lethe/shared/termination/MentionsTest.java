package dev.lethe.shared.termination;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MentionsTest {

  @ParameterizedTest
  @ValueSource(strings = {"app_12", "xapp_12", "app_12x", "aapp_12", "app_1app_12", "äapp_12ä"})
  void theIdIsFoundAnywhere(String text) {
    assertThat(Mentions.of("app_12", text.getBytes(UTF_8))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "app_1", "app_13", "app-12", "pp_12"})
  void nothingElseIs(String text) {
    assertThat(Mentions.of("app_12", text.getBytes(UTF_8))).isFalse();
  }

  @Test
  void itsEndIsNotTakenForIt() {
    assertThat(Mentions.of("app_12", "12".getBytes(UTF_8))).isFalse();
  }
}
