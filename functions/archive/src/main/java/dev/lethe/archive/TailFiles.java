package dev.lethe.archive;

import dev.lethe.archive.ObjectTails.Tail;
import java.util.Set;

/// Which labels a file has, read from its end alone.
public interface TailFiles {

  /// Reads the labels of a file that [LineFiles] made.
  ///
  /// @throws IllegalStateException if it is no such file
  Read labels(Tail tail);

  /// What was read.
  sealed interface Read {

    /// The labels of all lines of the file.
    record Labels(Set<String> labels) implements Read {}

    /// The end was too short.
    ///
    /// @param bytes of the end that are needed
    record Needs(long bytes) implements Read {}
  }
}
