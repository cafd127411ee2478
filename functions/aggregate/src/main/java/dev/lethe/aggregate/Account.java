package dev.lethe.aggregate;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.lane.Position;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What was read of a label in the Ledger.
///
/// @param from the first day whose entries were asked for
/// @param filed by day and number
public record Account(LocalDate from, Header header, List<Filed> filed) {

  public Account {
    filed = List.copyOf(filed);
  }

  /// Whether its entries were read later than its header.
  boolean isTorn() {
    return filed.stream().anyMatch(one -> one.header() > header.version());
  }

  /// The entries that are not emptied.
  public Stream<Entry> entries() {
    return filed.stream().map(Filed::entry).filter(Objects::nonNull);
  }

  /// The entries whose numbers are still in the counters.
  public Stream<Entry> counting() {
    return entries().filter(header::counts);
  }

  Stream<Entry> entries(LocalDate day) {
    return of(day).map(Filed::entry).filter(Objects::nonNull);
  }

  /// The entry of a record, or of a part of it.
  Optional<Entry> entry(LocalDate day, Position record, int part) {
    return entries(day).filter(entry -> entry.isOf(record, part)).findFirst();
  }

  int bytes(LocalDate day) {
    return of(day).mapToInt(Filed::bytes).sum();
  }

  int bytesAfter(LocalDate day) {
    return filed.stream().filter(one -> one.day().isAfter(day)).mapToInt(Filed::bytes).sum();
  }

  /// The place of the next entry of a day: the first where none was seen. Entries are not read at
  /// one time, so that one before the last may have been written after its place was looked at.
  int next(LocalDate day) {
    var taken = of(day).map(Filed::number).collect(Collectors.toSet());
    return IntStream.iterate(0, number -> number + 1)
        .dropWhile(taken::contains)
        .findFirst()
        .orElseThrow();
  }

  private Stream<Filed> of(LocalDate day) {
    return filed.stream().filter(one -> one.day().equals(day));
  }

  /// The same without what its entries add to some counters.
  public Account without(Predicate<CounterKey> some) {
    return new Account(
        from,
        header,
        filed.stream()
            .map(one ->
                one.entry() == null
                    ? one
                    : Filed.of(one.day(), one.number(), one.entry().without(some)))
            .toList());
  }

  Account with(Filed added) {
    var all = new ArrayList<>(filed);
    all.add(added);
    return new Account(from, header, all);
  }

  Account with(Header changed) {
    return new Account(from, changed, filed);
  }
}
