package dev.lethe.subjects.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {

  @Test
  void whatAFunctionThatWasKilledLeftIsGoneWhenTheNextStarts(@TempDir Path root)
      throws IOException {
    var folder = root.resolve("packages");
    var killed = Scratch.emptied(folder).file();
    Files.writeString(killed, "somebody's events");
    var next = Scratch.emptied(folder);
    assertThat(folder).isEmptyDirectory();
    assertThat(next.file()).exists().isEmptyFile().hasParent(folder);
  }
}
