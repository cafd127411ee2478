package dev.lethe.aggregate;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// An entry in its place.
///
/// @param day the UTC day that the device told of its events, so that a repeat is looked for where
///   its first is
/// @param number its place among the day's, from 0
/// @param entry nothing once an erasure has emptied it: the place stays taken
/// @param bytes how long the entry is as [EntryCodec] writes it
public record Filed(LocalDate day, int number, @Nullable Entry entry, int bytes) {

  /// As it was read.
  ///
  /// @param entry nothing if it was emptied
  public static Filed read(LocalDate day, int number, byte @Nullable [] entry) {
    return entry == null
        ? new Filed(day, number, null, 0)
        : new Filed(day, number, EntryCodec.decode(entry), entry.length);
  }
}
