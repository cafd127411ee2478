package dev.lethe.shared.processors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.processors.SubProcessor.Safeguard;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What a register of sub-processors must do; run in memory, and in DynamoDB, where there are
/// others.
public abstract class SubProcessorsContract {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 27);

  private final String first = "sub_" + UUID.randomUUID();
  private final String second = "sub_" + UUID.randomUUID();

  protected abstract SubProcessors register();

  private static SubProcessor entry(String id, LocalDate from) {
    return new SubProcessor(
        id,
        "Mail GmbH",
        "DE",
        "sends mail",
        Safeguard.STANDARD_CONTRACTUAL_CLAUSES,
        DAY,
        from,
        null);
  }

  private List<SubProcessor> mine() {
    return register().all().stream()
        .filter(one -> one.id().equals(first) || one.id().equals(second))
        .toList();
  }

  @Test
  void whatIsEnteredIsThereInTheOrderOfItsBeginning() {
    assertThat(register().add(entry(second, DAY.plusDays(9)))).isTrue();
    assertThat(register().add(entry(first, DAY))).isTrue();
    assertThat(mine()).containsExactly(entry(first, DAY), entry(second, DAY.plusDays(9)));
  }

  @Test
  void oneEndsAndStays() {
    register().add(entry(first, DAY));
    assertThat(register().end(first, DAY.plusDays(3))).isTrue();
    assertThat(register().end(second, DAY)).as("not there").isFalse();
    assertThat(mine()).containsExactly(entry(first, DAY).until(DAY.plusDays(3)));
  }
}
