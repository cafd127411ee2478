package dev.lethe.shared.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MeasuresTest {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final CaseId ID = new CaseId("app_1", UUID.randomUUID());

  private final InMemoryCases cases = new InMemoryCases();

  private Measures after(int seconds) {
    return new Measures(cases, Clock.fixed(NOW.plus(Duration.ofSeconds(seconds)), ZoneOffset.UTC));
  }

  @Test
  void roundsAddUpAndTheLastIsWhatIsSearched() {
    after(0).found(ID, Store.EXPORTS, 0, 3);
    after(0).later(ID, Store.EXPORTS, 0, 1);
    after(1).removed(ID, Store.EXPORTS, 0);
    after(2).searched(ID, Store.EXPORTS, 0, 2);
    after(3).found(ID, Store.EXPORTS, 1, 2);
    after(3).later(ID, Store.EXPORTS, 1, 0);
    after(4).removed(ID, Store.EXPORTS, 1);
    after(5).searched(ID, Store.EXPORTS, 1, 0);
    var numbers = after(6).of(ID);
    assertThat(numbers.again(Store.EXPORTS, 0)).isEqualTo(2);
    assertThat(numbers.of(Store.EXPORTS, 1))
        .isEqualTo(new Measures.Measured(6, NOW.plusSeconds(4), 0, NOW.plusSeconds(5)));
  }

  @Test
  void whoRunsAgainSaysWhatWasSaid() {
    after(0).found(ID, Store.VAULT, 0, 3);
    after(1).removed(ID, Store.VAULT, 0);
    after(2).searched(ID, Store.VAULT, 0, 0);
    after(9).found(ID, Store.VAULT, 0, 0);
    after(9).removed(ID, Store.VAULT, 0);
    after(9).searched(ID, Store.VAULT, 0, 4);
    assertThat(after(9).of(ID).of(Store.VAULT, 0))
        .isEqualTo(new Measures.Measured(3, NOW.plusSeconds(1), 0, NOW.plusSeconds(2)));
  }

  @Test
  void whatWasNotMeasuredIsNotSaid() {
    after(0).found(ID, Store.VAULT, 0, 3);
    after(1).removed(ID, Store.VAULT, 0);
    assertThatThrownBy(() -> after(2).of(ID).of(Store.VAULT, 0))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> after(2).of(ID).again(Store.VAULT, 0))
        .isInstanceOf(IllegalStateException.class);
  }
}
