package dev.lethe.subjects.packages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder for packages while they are written, in clear. A function that is killed cannot delete
/// its file, and Lambda [keeps it for the next
/// one](https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html): whoever
/// begins finds the folder empty.
final class Scratch {

  private final Path folder;

  private Scratch(Path folder) {
    this.folder = folder;
  }

  /// The folder, with nothing in it. To be called when a function starts: nobody writes then.
  static Scratch emptied(Path folder) {
    try {
      Files.createDirectories(folder);
      try (var left = Files.newDirectoryStream(folder)) {
        for (var file : left) {
          Files.delete(file);
        }
      }
      return new Scratch(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("A folder could not be emptied.", e);
    }
  }

  /// A new file, to be deleted by whoever asks for it.
  Path file() throws IOException {
    return Files.createTempFile(folder, "package", ".zip");
  }
}
