package dev.lethe.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Dimension;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactTextTest {

  @ParameterizedTest
  @CsvSource({
    "Application Opened, Application Opened",
    "'  Order\tCompleted\n', Order Completed",
    "Level 12 Reached, Level 12 Reached",
    "Größe gewählt 😀, Größe gewählt 😀",
    "Checkout (step 2), Checkout (step 2)",
    "Meet @ noon, Meet @ noon",
    "Saved 50% at 100%, Saved 50% at 100%"
  })
  void keepsNamesOfEvents(String text, String clear) {
    assertThat(FactText.clear(text)).isEqualTo(clear);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jane@example.com",
        "Mail to jane@example.com",
        "Called +49 30 901820",
        "030-9018-2000",
        "(555) 010-9999",
        "Order 123456789",
        "From 203.0.113.77",
        "From 8.8.8.8",
        "2001:db8::1",
        "model2001:db8:1:2:3:4:5:6",
        "x203.0.113.77y",
        "jane＠example.com",
        "０３０９０１８２０",
        "jane\u200b@example.com",
        "jane\u0000@example.com",
        "jane @\u00a0example.com",
        "/users/jane%40example.com",
        "203.\u200b0.113.7",
        "1.2.\u200b3.4",
        "1\u30022\u30023\u30024",
        "2001:db8:\u200b:1",
        "2001%3Adb8%3A%3A1",
        "+\u0664\u0669 \u0663\u0660 \u0669\u0660\u0661\u0668\u0662\u0660", // Arabic-Indic digits
        "555\u2011010\u20111234", // non-breaking hyphens
        "555\u2013010\u20131234", // en dashes
        "555_010_1234",
        "(other)",
        "(suppressed)",
        " \t "
      })
  void hidesWhatLooksPersonalOrIsOurs(String text) {
    assertThat(FactText.clear(text)).isEqualTo(Dimension.OTHER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "v2.0",
        "10.2.3.4",
        "17.4.1",
        "3.1.0-beta.2+build 77",
        "10.0.19045",
        "1.0 (42)"
      })
  void keepsVersions(String text) {
    assertThat(FactText.version(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"jane@example.com", "Jane", "2001:db8::1", "", "1.jane.doe@x", "+49 30 901820"})
  void takesNothingElseForAVersion(String text) {
    assertThat(FactText.version(text)).isEqualTo(Dimension.OTHER);
  }

  /// A batch of 2,500 events says each text of its context 2,500 times.
  @Test
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void doesNotLookAtWhatIsMuchTooLong() {
    var text = "abcdefgh ".repeat(3_500);
    assertThat(IntStream.range(0, 40_000).mapToObj(event -> FactText.clear(text)).distinct())
        .containsExactly(Dimension.OTHER);
  }

  @Test
  void keepsNoHalfCharacters() {
    assertThat(FactText.clear("Level \ud83d up")).isEqualTo("Level up");
    assertThat(FactText.clear("\ude00")).isEqualTo(Dimension.OTHER);
  }

  @Property
  void isNeverLongNorEmpty(@ForAll String text) {
    assertThat(FactText.clear(text + text)).isNotBlank().hasSizeLessThanOrEqualTo(FactText.LONGEST);
  }
}
