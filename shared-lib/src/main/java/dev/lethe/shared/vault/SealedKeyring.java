package dev.lethe.shared.vault;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.Settings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// An application's keys as the Vault keeps them, each encrypted by the operator's key for this
/// application alone.
///
/// @param pepper see [Pepper]
/// @param keyEncryptionKeys by their number, each made later than the one before; at least one
public record SealedKeyring(Bytes pepper, SortedMap<Integer, SealedKey> keyEncryptionKeys) {

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
  }

  /// The keys of a new application.
  public static SealedKeyring first(Bytes pepper, Bytes key, LocalDate today) {
    return new SealedKeyring(pepper, new TreeMap<>(Map.of(FIRST, new SealedKey(key, today))));
  }

  /// The keys of an application whose Vault was lost: its pepper, and a new key-encryption key, of
  /// a number that none had before. So a key that was wrapped under a lost one is told from all
  /// others.
  public static SealedKeyring recovered(Bytes pepper, Bytes key, Instant now) {
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return new SealedKeyring(pepper, new TreeMap<>(Map.of(Era.of(now), new SealedKey(key, today))));
  }

  /// Whether they were made when the Vault was recovered, and since a time.
  public boolean isOfRecoverySince(Instant time) {
    return latest() >= Era.of(time);
  }

  /// The number of the key that is used now.
  public int latest() {
    return keyEncryptionKeys.lastKey();
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
    return new SealedKeyring(pepper, keys);
  }
}
