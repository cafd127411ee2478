package dev.lethe.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lethe.shared.api.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {

  private static Form read(String body) throws RefusedException {
    return Form.read(body.getBytes(StandardCharsets.UTF_8), Set.of("company", "email"));
  }

  @Test
  void givesWhatWasFilledIn() throws RefusedException {
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
        "{\"company\":\"Jane\",\"email\":\"e\",\"company\":\"Jane\"}",
        "{\"company\":\"Jane\",\"email\":\"e\"}{}",
        "{\"company\":\"Jane\",\"email\":\"e\"} Jane",
        "Jane"
      })
  void refusesAllElseAndRepeatsNothing(String body) {
    var refusal = catchThrowableOfType(RefusedException.class, () -> read(body));
    assertThat(refusal.problem().detail()).doesNotContain("Jane").doesNotContain("admin");
  }

  @Test
  void refusesALongText() {
    var refusal =
        catchThrowableOfType(
            RefusedException.class,
            () -> read("{\"company\":\"" + "x".repeat(201) + "\",\"email\":\"e\"}"));
    assertThat(refusal.problem().detail()).contains("company", "200");
  }

  @Test
  void aCharacterIsOneHoweverItIsWritten() throws RefusedException {
    var name = "\uD83D\uDC18".repeat(200);
    assertThat(read("{\"company\":\"" + name + "\",\"email\":\"e\"}").text("company"))
        .isEqualTo(name);
  }

  @Test
  void takesNoNumberForATextAndNoTextForANumber() throws RefusedException {
    var body = "{\"name\":7,\"days\":\"7\"}".getBytes(StandardCharsets.UTF_8);
    var form = Form.read(body, Set.of(), Set.of("name", "days"));
    assertThat(catchThrowableOfType(RefusedException.class, () -> form.find("name")).problem())
        .satisfies(problem -> assertThat(problem.detail()).contains("name must be a text"));
    assertThat(
            catchThrowableOfType(RefusedException.class, () -> form.number("days", 0, 9, 1))
                .problem())
        .satisfies(problem -> assertThat(problem.detail()).contains("days must be a whole number"));
    assertThat(form.number("hours", 0, 9, 1)).isEqualTo(1);
  }

  @Test
  void saysSoWhenANameIsTooLong() {
    var refusal =
        catchThrowableOfType(
            RefusedException.class, () -> read("{\"" + "x".repeat(60_000) + "\":1}"));
    assertThat(refusal.problem().detail()).contains("overlong name");
  }
}
