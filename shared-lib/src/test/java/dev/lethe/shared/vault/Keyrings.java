package dev.lethe.shared.vault;

import java.security.SecureRandom;
import java.util.Random;
import java.util.TreeMap;

/// Keyrings for tests.
public final class Keyrings {

  private static final int KEY_BYTES = 32;

  private Keyrings() {}

  /// A keyring like no other.
  public static Keyring of(String app, int keys) {
    return of(app, new SecureRandom().nextLong(), keys);
  }

  /// The keyring of a seed, with this many key-encryption keys: with one more, it is the same after
  /// a rotation.
  public static Keyring of(String app, long seed, int keys) {
    var all = new TreeMap<Integer, byte[]>();
    for (var number = 1; number <= keys; number++) {
      all.put(number, bytes(new Random(seed + number)));
    }
    return new Keyring(app, new Pepper(bytes(new Random(seed))), all);
  }

  private static byte[] bytes(Random random) {
    var bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return bytes;
  }
}
