package dev.lethe.subjects.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.subjects.request.Correction;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AttributesTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final Attributes attributes = new Attributes();

  private static Instant at(int minute) {
    return NOON.plusSeconds(60L * minute);
  }

  private void correct(Correction.Value value, int minute) {
    attributes.correct(new Correction("name", value), at(minute));
  }

  @Test
  void whatWasSaidLastHoldsInWhateverOrderItIsRead() {
    attributes.say("name", "\"B\"", at(2));
    attributes.say("name", "\"A\"", at(1));
    attributes.say("age", "3", at(1));
    assertThat(attributes.now()).containsEntry("name", "\"B\"").containsEntry("age", "3");
  }

  @Test
  void aCorrectionStandsHoweverOftenTheAppRepeatsWhatWasWrong() {
    attributes.say("name", "\"Wrnog\"", at(1));
    correct(new Correction.Value.Text("Right \"1\""), 2);
    attributes.say("name", "\"Wrnog\"", at(3));
    assertThat(attributes.now()).containsEntry("name", "\"Right \\\"1\\\"\"");
  }

  @Test
  void somethingNewThatIsSaidAfterACorrectionHolds() {
    attributes.say("name", "\"Wrnog\"", at(1));
    correct(new Correction.Value.Text("Right"), 2);
    attributes.say("name", "\"Married\"", at(3));
    attributes.say("name", "\"Wrnog\"", at(4));
    assertThat(attributes.now()).containsEntry("name", "\"Married\"");
  }

  @Test
  void whatIsRemovedIsGoneAndOfTwoCorrectionsTheLaterCounts() {
    attributes.say("name", "\"Wrnog\"", at(1));
    correct(new Correction.Value.Removed(), 3);
    correct(new Correction.Value.Truth(true), 2);
    assertThat(attributes.now()).isEmpty();
    correct(new Correction.Value.Numeral("7.50"), 4);
    assertThat(attributes.now()).containsEntry("name", "7.50");
  }

  @Test
  void theHistoryHasEachValueWithItsTimes() {
    attributes.say("name", "\"A\"", at(1));
    attributes.say("name", "\"B\"", at(2));
    attributes.say("name", "\"A\"", at(3));
    assertThat(attributes.history())
        .containsExactly(
            new Attributes.Said("name", "\"A\"", at(1), at(3)),
            new Attributes.Said("name", "\"B\"", at(2), at(2)));
  }
}
