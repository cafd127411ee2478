package dev.lethe.aggregate;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A Ledger that lives as long as a test. Chunks go through their stored form.
public final class InMemoryLedger implements Ledger {

  private final Map<DayOfLabel, SortedMap<Integer, Chunk>> days = new HashMap<>();

  private record DayOfLabel(String label, LocalDate day) {}

  @Override
  public synchronized List<Chunk> chunks(String label, LocalDate day) {
    return List.copyOf(of(label, day).values());
  }

  @Override
  public synchronized boolean extend(String label, LocalDate day, Chunk chunk) {
    return isStill(of(label, day).get(chunk.number()), chunk.version()) && put(label, day, chunk);
  }

  @Override
  public synchronized boolean open(
      String label, LocalDate day, @Nullable Chunk before, Chunk chunk) {
    var chunks = of(label, day);
    if (chunks.containsKey(chunk.number())
        || (before != null && !isStill(chunks.get(before.number()), before.version()))) {
      return false;
    }
    if (before != null) {
      chunks.put(before.number(), before.written());
    }
    return put(label, day, chunk);
  }

  private boolean put(String label, LocalDate day, Chunk chunk) {
    var stored = EntryCodec.encode(chunk.entries());
    of(label, day).put(chunk.number(), Chunk.read(chunk.number(), chunk.version() + 1, stored));
    return true;
  }

  private SortedMap<Integer, Chunk> of(String label, LocalDate day) {
    return days.computeIfAbsent(new DayOfLabel(label, day), unseen -> new TreeMap<>());
  }

  private static boolean isStill(@Nullable Chunk chunk, long version) {
    return chunk != null && chunk.version() == version;
  }
}
