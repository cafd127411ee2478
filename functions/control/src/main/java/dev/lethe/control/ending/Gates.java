package dev.lethe.control.ending;

/// What tells consumers of the stream that an application is gone.
@FunctionalInterface
public interface Gates {

  /// From now on whatever still comes of an application is dropped. It may be said twice.
  void dropAllOf(String app);
}
