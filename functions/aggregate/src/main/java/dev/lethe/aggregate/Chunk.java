package dev.lethe.aggregate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Some of the entries of a subject's day. An item of DynamoDB is paid whole at each write, so that
/// it is kept small, and another one is opened when it is full.
///
/// @param number its place among the day's, from 0
/// @param version how often it was written; 0 if it never was
/// @param bytes how long its entries are as [EntryCodec] writes them
public record Chunk(int number, long version, List<Entry> entries, int bytes) {

  /// When an item is full, in bytes: two write units
  /// (<https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html>),
  /// less what stands beside the entries.
  static final int FULL = 2 * 1024 - 200;

  public Chunk {
    entries = List.copyOf(entries);
  }

  /// As it was read.
  public static Chunk read(int number, long version, byte[] entries) {
    return new Chunk(number, version, EntryCodec.decode(entries), entries.length);
  }

  /// The first chunk of a day, or the one after another, with its first entry.
  public static Chunk opened(int number, Entry first) {
    return of(number, 0, List.of(first));
  }

  private static Chunk of(int number, long version, List<Entry> entries) {
    return new Chunk(number, version, entries, EntryCodec.encode(entries).length);
  }

  /// The same with one more entry.
  Chunk with(Entry added) {
    var all = new ArrayList<>(entries);
    all.add(added);
    return of(number, version, all);
  }

  boolean isFull() {
    return bytes > FULL;
  }

  /// As it stands after it was written.
  public Chunk written() {
    return new Chunk(number, version + 1, entries, bytes);
  }

  /// The last day of a counter that any of its entries changes.
  ///
  /// @param eventDay the day whose events it is about
  public LocalDate lastDay(LocalDate eventDay) {
    return entries.stream()
        .map(entry -> entry.lastDay(eventDay))
        .max(LocalDate::compareTo)
        .orElse(eventDay);
  }
}
