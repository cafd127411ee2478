package dev.lethe.aggregate.aws;

import java.time.LocalDate;

/// A label's items in the Ledger table: its header and its entries. Beside them are the marks of
/// shards, under `shard#` and a number, and what commands took off, under `taken#` and a day.
public final class EntryItem {

  /// An entry as [dev.lethe.aggregate.EntryCodec] writes it; not there once it is emptied.
  public static final String ENTRY = "entry";

  /// What the partition keys of what commands took off begin with; the day follows.
  static final String TAKEN = "taken#";

  /// The sort key of a header: behind all days.
  public static final String HEADER = "header";

  /// The version of the header under which an entry was emptied.
  static final String EMPTIED = "emptied";

  private EntryItem() {}

  /// An entry's sort key: `2026-11-24#00000`, the day under which it is filed and its number.
  static String place(LocalDate day, int number) {
    return "%s#%05d".formatted(day, number);
  }
}
