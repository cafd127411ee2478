package dev.lethe.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TallyTest {

  @Test
  void whatItCallsKeptEventsIsDocumented() throws IOException {
    assertThat(Files.readString(Path.of("..", "..", "docs", "events.md")))
        .contains(
            "\n| `" + Tally.TAKEN + "` |",
            "\n| `" + Tally.REPEATED + "` |",
            "\n| `" + Tally.FLOODING + "` |",
            "\n| `" + Tally.OBJECTED + "` |",
            "\n| `" + Tally.LATE + "` |");
  }
}
