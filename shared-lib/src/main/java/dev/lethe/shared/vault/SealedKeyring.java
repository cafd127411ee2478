package dev.lethe.shared.vault;

import dev.lethe.shared.record.Bytes;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// An application's keys as the Vault keeps them, each encrypted by the operator's key for this
/// application alone.
///
/// @param pepper see [Pepper]
/// @param keyEncryptionKeys by their number
public record SealedKeyring(Bytes pepper, SortedMap<Integer, Bytes> keyEncryptionKeys) {

  public SealedKeyring {
    keyEncryptionKeys = Collections.unmodifiableSortedMap(new TreeMap<>(keyEncryptionKeys));
  }
}
