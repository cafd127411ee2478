package dev.lethe.shared.rights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Pseudonym;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What whoever keeps cases must do; run against those in memory, and those in DynamoDB.
public abstract class CasesContract {

  private final CaseId id = new CaseId("app_" + UUID.randomUUID(), UUID.randomUUID());
  private final CaseId other = new CaseId(id.app(), UUID.randomUUID());

  /// The cases, always the same.
  protected abstract Cases cases();

  /// Adds a life to a case.
  protected abstract void add(CaseId id, CaseLife life);

  private static CaseLife life(String subject, boolean lived) {
    return new CaseLife(
        Identity.Kind.USER,
        new Pseudonym(subject),
        lived ? "label of " + subject : null,
        lived ? LocalDate.of(2026, 11, 1) : null,
        3,
        7,
        Instant.parse("2026-11-26T12:00:00.123Z"));
  }

  @Test
  void livesAreThoseOfTheCaseAsTheyWere() {
    assertThat(cases().lives(id)).isEmpty();
    add(id, life("a", true));
    add(id, life("b", false));
    add(other, life("c", true));
    assertThat(cases().lives(id)).containsExactlyInAnyOrder(life("a", true), life("b", false));
  }

  @Test
  void ofANumberTheFirstCounts() {
    assertThat(cases().note(id, "x", 3)).isEqualTo(3);
    assertThat(cases().note(id, "x", 0)).isEqualTo(3);
    assertThat(cases().note(id, "y", 0)).isZero();
    assertThat(cases().note(other, "x", 8)).isEqualTo(8);
    assertThat(cases().noted(id)).isEqualTo(Map.of("x", 3L, "y", 0L));
  }
}
