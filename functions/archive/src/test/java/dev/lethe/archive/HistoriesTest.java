package dev.lethe.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class HistoriesTest {

  private static final int FIXED = 3_000;
  private static final int FRESH = 300;

  @Test
  void eachLineIsThereOnceAndNothingOfTheErased() {
    var fresh = ThreadLocalRandom.current().nextLong(Integer.MAX_VALUE);
    System.out.println("Fresh histories of the archive begin at seed " + fresh + ".");
    for (var seed = 0L; seed < FIXED; seed++) {
      assertThat(new World(seed, stores -> stores).play()).as("seed %d", seed).isEmpty();
    }
    for (var seed = fresh; seed < fresh + FRESH; seed++) {
      assertThat(new World(seed, stores -> stores).play()).as("seed %d", seed).isEmpty();
    }
  }
}
