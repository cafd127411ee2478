package dev.lethe.archive.export;

/// Sets exports going.
@FunctionalInterface
public interface Runs {

  /// Begins to make an export. That it is asked for twice is no error.
  void start(Export export);
}
