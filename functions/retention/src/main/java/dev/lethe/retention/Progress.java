package dev.lethe.retention;

import java.time.LocalDate;
import java.util.Optional;

/// How far applications' counters are closed.
public interface Progress {

  /// The last day whose counters are closed; nothing if none are.
  Optional<LocalDate> closed(String app);

  /// All counters up to a day are closed.
  void note(String app, LocalDate day);
}
