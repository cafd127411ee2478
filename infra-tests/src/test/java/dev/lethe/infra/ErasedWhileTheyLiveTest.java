package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.erased.Erasures;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Of many subjects some are erased while they go on, and functions are killed all the time. Then
/// nothing is left of the lives that are over, all else is counted exactly, and receipts say what
/// was so. How many there are, and how long it takes, can be told: `-Dlethe.erased.subjects`,
/// `…people`, `…seconds`, `…between`, `…seed`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasedWhileTheyLiveTest {

  private final Erasures erasures =
      new Erasures(
          Integer.getInteger("lethe.erased.subjects", 100),
          Integer.getInteger("lethe.erased.people", 8),
          Integer.getInteger("lethe.erased.seconds", 15),
          Long.getLong("lethe.erased.seed", System.nanoTime()));

  @BeforeAll
  void theyLiveAndGo() throws InterruptedException {
    erasures.happen();
  }

  @AfterAll
  void tell() throws InterruptedException {
    erasures.stop();
  }

  @Test
  void noByteOfALifeThatIsOverIsInAnyStore() {
    var traces = erasures.traces();
    assertThat(erasures.unnamed(traces)).isEmpty();
    // Whoever searches finds what the design leaves.
    assertThat(traces.keySet())
        .anyMatch(place -> place.contains("tombstone"))
        .anyMatch(place -> place.contains("Ledger, header"));
  }

  @Test
  void noKeyThatIsLeftOpensWhatTheStreamStillHolds() {
    assertThat(erasures.openedOfTheDead()).isEmpty();
  }

  @Test
  void whoCameBackIsAnotherAndAllAreCountedOnce() {
    erasures
        .expected()
        .forEach((app, numbers) ->
            assertThat(erasures.counted(app, numbers)).as(app).isEqualTo(numbers));
  }

  @Test
  void receiptsHoldAndSayWhatWasSo(@TempDir Path folder) throws IOException, InterruptedException {
    erasures.checkReceipts(folder);
  }
}
