package dev.lethe.aggregate;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// A Ledger that lives as long as a test. Entries go through their stored form.
public final class InMemoryLedger implements Ledger {

  private final Map<String, NavigableMap<Place, byte[]>> entries = new HashMap<>();
  private final Map<String, Header> headers = new HashMap<>();

  private static final byte[] EMPTIED = {};

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
            .map(entry ->
                Filed.read(
                    entry.getKey().day(),
                    entry.getKey().number(),
                    entry.getValue().length == 0 ? null : entry.getValue()))
            .toList();
    return new Account(from, headers.getOrDefault(label, Header.NONE), filed);
  }

  @Override
  public synchronized boolean append(String label, LocalDate day, int number, Entry entry) {
    return of(label).putIfAbsent(new Place(day, number), EntryCodec.encode(entry)) == null;
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
  public synchronized void empty(String label, List<Filed> emptied) {
    emptied.forEach(filed -> of(label).put(new Place(filed.day(), filed.number()), EMPTIED));
  }

  private NavigableMap<Place, byte[]> of(String label) {
    return entries.computeIfAbsent(label, unseen -> new TreeMap<>());
  }
}
