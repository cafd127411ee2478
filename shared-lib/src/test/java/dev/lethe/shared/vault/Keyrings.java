package dev.lethe.shared.vault;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.Feature;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
    return of(app, seed, IntStream.rangeClosed(1, keys).boxed().toList());
  }

  /// The keyring of a seed, with the key-encryption keys of these numbers.
  public static Keyring of(String app, long seed, Collection<Integer> numbers) {
    return of(app, seed, numbers, 1);
  }

  /// The same, with the keys of features of this number.
  public static Keyring of(String app, long seed, Collection<Integer> numbers, int ofFeatures) {
    var all = new TreeMap<Integer, byte[]>();
    for (var number : numbers) {
      all.put(number, bytes(new Random(seed + number)));
    }
    return new Keyring(
        app, new Pepper(bytes(new Random(seed))), all, featureKeys(app, seed, ofFeatures));
  }

  /// The keys of a seed of an application's features, the number of each being this.
  public static FeatureKeys featureKeys(String app, long seed, int number) {
    return new FeatureKeys(
        app,
        Arrays.stream(Feature.values())
            .collect(
                Collectors.toMap(
                    feature -> feature,
                    feature -> {
                      var random = new Random(Objects.hash(seed, number, feature.name()));
                      return new FeatureKeys.Key(number, Bytes.copyOf(bytes(random)));
                    })));
  }

  /// A sealed keyring of one key, for tests that open none.
  public static SealedKeyring sealed(LocalDate made) {
    return SealedKeyring.first(
        sealedKey(), Keyrings::sealedKey, made.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /// A sealed key like no other, which nobody opens.
  public static Bytes sealedKey() {
    return Bytes.copyOf(bytes(new SecureRandom()));
  }

  private static byte[] bytes(Random random) {
    var bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return bytes;
  }
}
