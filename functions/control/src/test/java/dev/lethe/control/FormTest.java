package dev.lethe.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {

  private static Form read(String body) throws BadFormException {
    return Form.read(body.getBytes(StandardCharsets.UTF_8), Set.of("company", "email"));
  }

  @Test
  void givesWhatWasFilledIn() throws BadFormException {
    var form = read("{\"email\":\" privacy@example.com \",\"company\":\"Jane & Co\"}");
    assertThat(form.text("company")).isEqualTo("Jane & Co");
    assertThat(form.text("email")).isEqualTo("privacy@example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"company\":",
        "{\"company\":\"Jane\"}",
        "{\"company\":\"Jane\",\"email\":7}",
        "{\"company\":\"Jane\",\"email\":\"\"}",
        "{\"company\":\"Jane\",\"email\":\"a\\u0000b\"}",
        "{\"company\":\"Jane\",\"email\":\"a\\ud800b\"}",
        "{\"company\":\"Jane\",\"email\":\"e\",\"admin\":\"yes\"}",
        "Jane"
      })
  void refusesAllElseAndRepeatsNothing(String body) {
    var refusal = catchThrowableOfType(BadFormException.class, () -> read(body));
    assertThat(refusal.detail()).doesNotContain("Jane").doesNotContain("admin");
  }

  @Test
  void refusesALongText() {
    var refusal =
        catchThrowableOfType(
            BadFormException.class,
            () -> read("{\"company\":\"" + "x".repeat(201) + "\",\"email\":\"e\"}"));
    assertThat(refusal.detail()).contains("company", "200");
  }

  @Test
  void saysSoWhenANameIsTooLong() {
    var refusal =
        catchThrowableOfType(
            BadFormException.class, () -> read("{\"" + "x".repeat(60_000) + "\":1}"));
    assertThat(refusal.detail()).contains("overlong name");
  }
}
