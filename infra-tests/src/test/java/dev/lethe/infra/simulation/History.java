package dev.lethe.infra.simulation;

import dev.lethe.shared.counters.CounterKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What happened, a line each; written only if somebody will read it.
final class History {

  private final @Nullable Set<String> cells;
  private final List<String> lines = new ArrayList<>();
  private int length;

  private History(@Nullable Set<String> cells) {
    this.cells = cells;
  }

  /// One that is not written.
  static History none() {
    return new History(null);
  }

  /// One that tells of these cells only what is added to them: an event changes a hundred.
  static History of(Set<String> cells) {
    return new History(cells);
  }

  void note(Supplier<String> line) {
    length++;
    if (cells != null) {
      lines.add(line.get());
    }
  }

  /// Notes what happens to a counter.
  void note(CounterKey counter, Supplier<String> line) {
    if (cells != null && cells.contains(Texts.of(counter))) {
      lines.add(line.get());
    }
  }

  /// How much happened.
  int length() {
    return length;
  }

  List<String> lines() {
    return lines;
  }
}
