package dev.lethe.shared.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionPolicyTest {

  @Test
  void whatIsNotChosenIsAsRequired() {
    var policy = RetentionPolicy.parse("");
    for (var term : Term.values()) {
      assertThat(policy.days(term)).isEqualTo(term.standard());
    }
    assertThat(policy.days(Term.SUBJECT_DATA)).isEqualTo(90);
    assertThat(policy.days(Term.LOGS)).isEqualTo(60);
    assertThat(policy.days(Term.BACKUPS)).isEqualTo(30);
  }

  @Test
  void anOperatorChoosesLess() {
    var policy = RetentionPolicy.parse("subject_data=62,logs=7,requests=800");
    assertThat(policy.days(Term.SUBJECT_DATA)).isEqualTo(62);
    assertThat(policy.days(Term.LOGS)).isEqualTo(7);
    assertThat(policy.days(Term.REQUESTS)).isEqualTo(800);
    assertThat(policy.days(Term.BACKUPS)).isEqualTo(30);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          subject_data=91 | subject_data must be a number of days, 62 to 90
          subject_data=61 | subject_data must be
          logs=61         | logs must be a number of days, 1 to 60
          backups=31      | backups must be
          requests=730    | requests must be a number of days, 731 to
          stream=8        | stream must be a number of days, 7 to 7
          logs=           | logs must be
          logs            | logs must be
          logs=1=2        | logs must be
          dreams=1        | "dreams" is no term
          """)
  void whatMayNotBeChosenStopsTheFunction(String text, String why) {
    assertThatThrownBy(() -> RetentionPolicy.parse(text))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(why);
  }
}
