package dev.lethe.shared.signing;

import dev.lethe.shared.record.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Hashes by which receipts name what they are about.
public final class Sha256 {

  private Sha256() {}

  /// SHA-256, in hexadecimal.
  public static String of(Bytes bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new LinkageError("Every JDK has SHA-256.", e);
    }
  }
}
