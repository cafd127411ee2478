package dev.lethe.aggregate.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.rights.InMemoryCases;
import dev.lethe.shared.rights.Measures;
import dev.lethe.shared.rights.Store;
import dev.lethe.shared.steps.SampleInput;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Pseudonym;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EntriesErasureHandlerTest {

  private static final CaseId ID =
      new CaseId(
          "app_0123456789abcdef01234567", UUID.fromString("a7551968-d5d6-44b2-9831-815ac9017798"));

  private final InMemoryCases cases = new InMemoryCases();
  private final Clock clock = Clock.fixed(Records.NOON, ZoneOffset.UTC);
  private final Map<String, Long> left = Map.of("user", 2L, "device", 3L, "other", 7L);
  private final EntriesErasureHandler handler =
      new EntriesErasureHandler(cases, label -> left.getOrDefault(label, 0L), clock);

  private void isAbout(@Nullable String label) {
    cases.add(
        ID,
        new CaseLife(
            Identity.Kind.USER, new Pseudonym("p" + label), label, null, 1, 1, Records.NOON));
  }

  @Test
  void whatIsLeftOfAllLivesIsNotedForItsRound() {
    isAbout("user");
    isAbout("device");
    isAbout(null);
    var input = SampleInput.of("entries-erasure");
    input.put("round", 1);
    assertThat(handler.handleRequest(input, new TestLambdaContext())).isEmpty();
    assertThat(new Measures(cases, clock).of(ID).again(Store.STATISTICS, 1)).isEqualTo(5);
  }
}
