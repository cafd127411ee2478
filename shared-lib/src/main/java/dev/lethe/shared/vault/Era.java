package dev.lethe.shared.vault;

import java.time.Duration;
import java.time.Instant;

/// The minutes since 1970. What is numbered when the Vault is recovered begins with them: numbers
/// that count lives, changes or keys get there by counting in no minute before.
final class Era {

  private Era() {}

  static int of(Instant now) {
    return Math.toIntExact(now.getEpochSecond() / Duration.ofMinutes(1).toSeconds());
  }
}
