package dev.lethe.control;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Makes ids of what is taken in.
final class Ids {

  /// Enough that ids are never met by chance nor guessed.
  private static final int BYTES = 12;

  private Ids() {}

  /// A new id.
  ///
  /// @param prefix says what it is of
  /// @param random must be cryptographically strong
  static String next(String prefix, RandomGenerator random) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return prefix + HexFormat.of().formatHex(bytes);
  }
}
