package dev.lethe.shared.termination;

import dev.lethe.shared.termination.Termination.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The terminations of applications, the last of each.
public interface Terminations {

  /// Enters one, and from when on the gate refuses, at once or neither. Of a customer's own the
  /// gate knows nothing: its applications have each one.
  ///
  /// @return whether it is entered; not if there is one that is not cancelled
  boolean schedule(Termination termination);

  /// The termination of an application; nothing if nobody has asked for one.
  Optional<Termination> find(String customer, String app);

  /// All of a customer: of its applications, and its own.
  List<Termination> of(String customer);

  /// Cancels one whose grace period lasts, and lets the gate go on, at once or neither.
  ///
  /// @param read as it was read
  /// @return whether it was cancelled by this call
  boolean cancel(Termination read, Instant at);

  /// Writes what it has become, if that may follow on what it is.
  ///
  /// @param read as it was read
  /// @return whether it was changed by this call
  boolean advance(Termination read, Status next, Instant at);

  /// Notes the export that a migration waits for, in place of another that failed.
  ///
  /// @param read as it was read
  /// @return whether it was noted by this call
  boolean noteExport(Termination read, String export);

  /// Notes that all is done.
  ///
  /// @param receipt the file
  void done(Termination read, String receipt, Instant at);
}
