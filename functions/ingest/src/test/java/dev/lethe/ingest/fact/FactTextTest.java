package dev.lethe.ingest.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Dimension;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
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
    "Checkout (step 2), Checkout (step 2)"
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
