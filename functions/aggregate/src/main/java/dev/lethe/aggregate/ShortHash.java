package dev.lethe.aggregate;

import dev.lethe.shared.record.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// What stands for a text where many must be remembered: 8 bytes of its SHA-256.
public final class ShortHash {

  public static final int BYTES = 8;

  private ShortHash() {}

  /// The hash of a text.
  public static Bytes of(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Bytes.copyOf(Arrays.copyOf(digest, BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
