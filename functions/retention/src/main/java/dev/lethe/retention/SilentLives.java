package dev.lethe.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Consumer;

/// Lives of subjects who forbade something: what is forbidden has no end, so the Vault does not end
/// them by itself.
public interface SilentLives {

  /// Shows those there are.
  ///
  /// @param until when to stop; the rest is for the next time
  void all(Instant until, Consumer<Life> shown);

  /// Takes label, key and days of a life out of what is kept of its subject, if it is still the
  /// same. What is forbidden stays.
  ///
  /// @return whether they were taken out
  boolean end(Life life);

  /// A life.
  ///
  /// @param app the application's id
  /// @param place where it is kept
  /// @param seen the last day that its subject was seen on
  record Life(String app, String place, String label, LocalDate seen) {

    /// Shows neither the subject nor the label.
    @Override
    public String toString() {
      return "Life[" + seen + "]";
    }
  }
}
