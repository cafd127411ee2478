package dev.lethe.shared.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FaultTest {

  @Test
  void tellsWhereButNotWhatWasSaid() {
    var failure =
        new IllegalStateException(
            "of jane@example.com", new IllegalArgumentException("203.0.113.7"));
    assertThat(Fault.trace(failure))
        .contains("IllegalStateException", "IllegalArgumentException", "FaultTest")
        .doesNotContain("jane", "203.0.113.7");
  }
}
