package dev.lethe.aggregate;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// An entry in its place.
///
/// @param day the UTC day that the device told of its events, so that a repeat is looked for where
///   its first is
/// @param number its place among the day's, from 0
/// @param entry nothing once an erasure has emptied it: the place stays taken
/// @param header the version of the label's header that it was decided under, or emptied
/// @param bytes how long the entry is as [EntryCodec] writes it
public record Filed(LocalDate day, int number, @Nullable Entry entry, long header, int bytes) {

  /// An entry as it was written.
  public static Filed of(LocalDate day, int number, Entry entry) {
    return new Filed(day, number, entry, entry.header(), EntryCodec.encode(entry).length);
  }

  /// An entry as it was read.
  public static Filed read(LocalDate day, int number, byte[] entry) {
    var decoded = EntryCodec.decode(entry);
    return new Filed(day, number, decoded, decoded.header(), entry.length);
  }

  /// The place of an entry that was emptied.
  public static Filed emptied(LocalDate day, int number, long header) {
    return new Filed(day, number, null, header, 0);
  }
}
