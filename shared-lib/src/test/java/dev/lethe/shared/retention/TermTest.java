package dev.lethe.shared.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Records;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TermTest {

  @Test
  void whatWasPromisedHoldsButNoLongerThanTheTerm() {
    assertThat(Term.SUBJECT_DATA.end(Records.NOON, 30))
        .isEqualTo(Records.NOON.plus(Duration.ofDays(30)));
    assertThat(Term.SUBJECT_DATA.end(Records.NOON, 91))
        .isEqualTo(Records.NOON.plus(Duration.ofDays(90)));
    assertThat(Term.EXPORTS.end(Records.NOON, 90)).isEqualTo(Records.NOON.plus(Duration.ofDays(7)));
  }

  @Test
  void allThatIsNotChosenIsStandard() {
    assertThat(Term.values())
        .allSatisfy(term -> {
          assertThat(term.days()).isEqualTo(term.standard());
          assertThat(term.standard()).isBetween(term.least(), term.most());
        });
  }
}
