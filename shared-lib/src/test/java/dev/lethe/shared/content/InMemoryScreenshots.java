package dev.lethe.shared.content;

import dev.lethe.shared.erasure.SubjectCopies;
import dev.lethe.shared.record.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Screenshots that are kept as long as a test lives.
public final class InMemoryScreenshots implements Screenshots, SubjectCopies {

  private final SortedMap<String, Bytes> kept = new TreeMap<>();
  private Runnable afterNextKept = () -> {};

  @Override
  public void keep(ScreenshotName name, Bytes sealed) {
    kept.put(name.key(), sealed);
    var interference = afterNextKept;
    afterNextKept = () -> {};
    interference.run();
  }

  @Override
  public void delete(ScreenshotName name) {
    kept.remove(name.key());
  }

  @Override
  public List<ScreenshotName> of(String app, String label) {
    return kept.keySet().stream()
        .filter(key -> key.startsWith(ScreenshotName.prefix(app, label)))
        .map(key -> ScreenshotName.of(app, label, key))
        .toList();
  }

  @Override
  public Optional<Bytes> read(ScreenshotName name) {
    return Optional.ofNullable(kept.get(name.key()));
  }

  @Override
  public long count(String app, String label) {
    return kept.keySet().stream()
        .filter(key -> key.startsWith(ScreenshotName.prefix(app, label)))
        .count();
  }

  @Override
  public long erase(String app, String label) {
    var before = kept.size();
    kept.keySet().removeIf(key -> key.startsWith(ScreenshotName.prefix(app, label)));
    return before - (long) kept.size();
  }

  /// All that are kept, by their keys.
  public Map<String, Bytes> all() {
    return Map.copyOf(kept);
  }

  /// Does something when the next one was kept, before its keeper goes on.
  public void afterNextKept(Runnable interference) {
    afterNextKept = interference;
  }
}
