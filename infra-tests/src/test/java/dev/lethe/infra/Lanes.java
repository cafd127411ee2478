package dev.lethe.infra;

import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/// Lanes of the stream, as the gate makes them.
final class Lanes {

  private Lanes() {}

  /// A label like no other: 128 random bits.
  static String ofSubject() {
    var bits = new byte[16];
    ThreadLocalRandom.current().nextBytes(bits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }
}
