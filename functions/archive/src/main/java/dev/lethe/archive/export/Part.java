package dev.lethe.archive.export;

import java.util.List;

/// A part of an export: what becomes one file.
///
/// @param number from 1 on
/// @param objects of the archive, by their names
public record Part(int number, List<String> objects) {

  public Part {
    objects = List.copyOf(objects);
  }
}
