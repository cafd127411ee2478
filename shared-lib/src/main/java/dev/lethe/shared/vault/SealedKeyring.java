package dev.lethe.shared.vault;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.Settings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// An application's keys as the Vault keeps them, each encrypted by the operator's key for this
/// application alone.
///
/// @param pepper see [Pepper]
/// @param keyEncryptionKeys by their number, each made later than the one before; at least one
/// @param featureKeys one for each feature
public record SealedKeyring(
    Bytes pepper,
    SortedMap<Integer, SealedKey> keyEncryptionKeys,
    Map<Feature, FeatureKeys.Key> featureKeys) {

  /// From one key to the next, in days. It bounds how many there are, and so what opening them
  /// costs: 15 at most.
  static final int BETWEEN_KEYS = 7;

  /// For how many days a key is kept after the next was made. Whoever was seen since has a key
  /// under the next; whoever was not is silent for longer than data is kept, with a day on either
  /// side for clocks and requests at midnight.
  static final int KEPT_AFTER_THE_NEXT = Settings.LONGEST_RETENTION + 2;

  private static final int FIRST = 1;

  /// A key-encryption key.
  ///
  /// @param made on which day, UTC
  public record SealedKey(Bytes bytes, LocalDate made) {}

  public SealedKeyring {
    if (keyEncryptionKeys.isEmpty()) {
      throw new IllegalArgumentException("An application has a key-encryption key.");
    }
    keyEncryptionKeys = Collections.unmodifiableSortedMap(new TreeMap<>(keyEncryptionKeys));
    featureKeys = FeatureKeys.complete(featureKeys);
  }

  /// The keys of a new application.
  ///
  /// @param newKey gives another one each time
  public static SealedKeyring first(Bytes pepper, Supplier<Bytes> newKey, Instant now) {
    return of(pepper, FIRST, newKey, now);
  }

  /// The keys of an application whose Vault was lost: its pepper, and new other keys, of numbers
  /// that none had before. So what was sealed under lost ones is told from all else.
  ///
  /// @param newKey gives another one each time
  public static SealedKeyring recovered(Bytes pepper, Supplier<Bytes> newKey, Instant now) {
    return of(pepper, Era.of(now), newKey, now);
  }

  private static SealedKeyring of(Bytes pepper, int number, Supplier<Bytes> newKey, Instant now) {
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return new SealedKeyring(
        pepper,
        new TreeMap<>(Map.of(number, new SealedKey(newKey.get(), today))),
        Arrays.stream(Feature.values())
            .collect(
                Collectors.toMap(
                    feature -> feature,
                    feature -> new FeatureKeys.Key(Era.of(now), newKey.get()))));
  }

  /// With another key of a feature: what it has collected so far is erased.
  public SealedKeyring withoutCollected(Feature feature, Bytes newKey, Instant now) {
    var before = Objects.requireNonNull(featureKeys.get(feature));
    var keys = new EnumMap<>(featureKeys);
    keys.put(feature, new FeatureKeys.Key(Math.max(before.number() + 1, Era.of(now)), newKey));
    return new SealedKeyring(pepper, keyEncryptionKeys, keys);
  }

  /// Whether they were made when the Vault was recovered, and since a time.
  public boolean isOfRecoverySince(Instant time) {
    return latest() >= Era.of(time);
  }

  /// How many keys they are, with the pepper.
  public int keys() {
    return keyEncryptionKeys.size() + featureKeys.size() + 1;
  }

  /// The number of the key-encryption key that is used now.
  public int latest() {
    return keyEncryptionKeys.lastKey();
  }

  /// The number of the key of user ids: users' lives under one before it are over.
  public int usersKeyNumber() {
    return Objects.requireNonNull(featureKeys.get(Feature.END_USER_IDENTIFIER)).number();
  }

  /// The day from which on there can be another key.
  public LocalDate rotatableFrom() {
    return keyEncryptionKeys.lastEntry().getValue().made().plusDays(BETWEEN_KEYS);
  }

  /// With one more key, which is used from now on, and without those that no living subject's key
  /// can be under any more.
  public SealedKeyring rotated(Bytes key, LocalDate today) {
    if (today.isBefore(rotatableFrom())) {
      throw new IllegalArgumentException("The latest key is too young.");
    }
    var keys = new TreeMap<>(keyEncryptionKeys);
    keys.put(latest() + 1, new SealedKey(key, today));
    var lastNeeded = today.minusDays(KEPT_AFTER_THE_NEXT);
    keyEncryptionKeys.values().stream()
        .skip(1)
        .takeWhile(next -> next.made().isBefore(lastNeeded))
        .forEach(next -> keys.pollFirstEntry());
    return new SealedKeyring(pepper, keys, featureKeys);
  }
}
