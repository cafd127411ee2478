package dev.lethe.aggregate;

import dev.lethe.shared.record.Bytes;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A Ledger that lives as long as a test. Entries go through their stored form.
public final class InMemoryLedger implements Ledger {

  private final Map<String, NavigableMap<Place, Stored>> entries = new HashMap<>();
  private final Map<String, Header> headers = new HashMap<>();

  /// @param entry nothing once it is emptied
  /// @param emptied under which header
  private record Stored(@Nullable Bytes entry, long emptied) {}

  private record Place(LocalDate day, int number) implements Comparable<Place> {

    @Override
    public int compareTo(Place other) {
      var byDay = day.compareTo(other.day);
      return byDay != 0 ? byDay : Integer.compare(number, other.number);
    }
  }

  @Override
  public synchronized Account read(String label, LocalDate from) {
    var filed =
        of(label).tailMap(new Place(from, 0)).entrySet().stream()
            .map(entry -> filed(entry.getKey(), entry.getValue()))
            .toList();
    return new Account(from, headers.getOrDefault(label, Header.NONE), filed);
  }

  private static Filed filed(Place place, Stored stored) {
    return stored.entry() == null
        ? Filed.emptied(place.day(), place.number(), stored.emptied())
        : Filed.read(place.day(), place.number(), stored.entry().toArray());
  }

  @Override
  public synchronized boolean append(String label, LocalDate day, int number, Entry entry) {
    return of(label)
            .putIfAbsent(
                new Place(day, number), new Stored(Bytes.copyOf(EntryCodec.encode(entry)), 0))
        == null;
  }

  @Override
  public synchronized boolean write(String label, Header header) {
    if (headers.getOrDefault(label, Header.NONE).version() != header.version()) {
      return false;
    }
    headers.put(label, header.written());
    return true;
  }

  @Override
  public synchronized void empty(String label, List<Filed> emptied, long header) {
    emptied.forEach(
        filed -> of(label).put(new Place(filed.day(), filed.number()), new Stored(null, header)));
  }

  /// Whoever has entries or a header.
  public synchronized Set<String> labels() {
    var labels = new TreeSet<>(entries.keySet());
    labels.addAll(headers.keySet());
    return labels;
  }

  private NavigableMap<Place, Stored> of(String label) {
    return entries.computeIfAbsent(label, unseen -> new TreeMap<>());
  }
}
