package dev.lethe.shared.registry;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// A key that an SDK (`lethe_wk_…`, write only) or a customer (`lethe_sk_…`, secret) shows.
///
/// 256 random bits in base 62 behind a prefix by which secret scanners find it. It is kept by its
/// SHA-256 only; with that many random bits a slow hash would protect nothing more.
public final class ApiKey {

  /// What a key is for.
  public enum Kind {
    WRITE("lethe_wk_"),
    SECRET("lethe_sk_");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }
  }

  private static final int RANDOM_BITS = 256;
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /// As many base-62 digits as 256 bits need.
  private static final int LENGTH = 43;

  private final String text;

  private ApiKey(String text) {
    this.text = text;
  }

  /// A new key.
  ///
  /// @param random must be cryptographically strong, such as [java.security.SecureRandom]
  public static ApiKey generate(Kind kind, RandomGenerator random) {
    var bytes = new byte[RANDOM_BITS / Byte.SIZE];
    random.nextBytes(bytes);
    return new ApiKey(kind.prefix + base62(new BigInteger(1, bytes)));
  }

  /// The key that somebody showed; it may be any text.
  public static ApiKey shown(String text) {
    return new ApiKey(text);
  }

  /// The key itself, to be shown once to its owner.
  public String reveal() {
    return text;
  }

  /// SHA-256 of the key, in hex: what the Registry knows it by.
  public String hash() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  /// Shows nothing of the key.
  @Override
  public String toString() {
    return "ApiKey[…]";
  }

  private static String base62(BigInteger number) {
    var base = BigInteger.valueOf(DIGITS.length());
    var digits = new StringBuilder();
    for (var rest = number; digits.length() < LENGTH; rest = rest.divide(base)) {
      digits.append(DIGITS.charAt(rest.mod(base).intValue()));
    }
    return digits.reverse().toString();
  }
}
