package dev.lethe.shared.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is to be done with all that came of a subject before it. It travels in the subject's own
/// lane: what comes after it was sent after it. There is one for each consumer; the others pass it
/// by.
///
/// @param app the application's id
/// @param label the subject's, of the life that it is about
/// @param kind what is to be done
/// @param to who is to do it
/// @param state the version of the subject's state that asks for it: it is about what was decided
///   under older ones
/// @param keepFrom for an erasure, the number of subjects of a group from which on its statistics
///   are anonymous and kept; nothing if they are taken off of all groups
/// @param issued when it was asked for
/// @param token a random name of the task that waits for the answer, which leads to nobody; nothing
///   if none does
public record Command(
    String app,
    String label,
    Kind kind,
    Consumer to,
    long state,
    @Nullable Long keepFrom,
    Instant issued,
    @Nullable String token)
    implements LaneMessage {

  /// What is to be done.
  public enum Kind implements WireNamed {
    /// The life is over: nothing of it stays.
    ERASE,
    /// Its subject objects to statistics: it is taken out of them, and its data stays.
    RETRACT,
    /// Its data is kept and not used, be it restricted or its subject objects to research: facts of
    /// it that are archived are sealed, and so are those that still come.
    RESTRICT,
    /// Nothing asks for that any more: what was sealed is opened again.
    LIFT,
    /// Whoever asks wants to know when all that came before it is done.
    FLUSH
  }

  /// Who reads the stream.
  public enum Consumer implements WireNamed {
    AGGREGATE,
    ARCHIVE
  }

  @Override
  public String partitionKey() {
    return label;
  }
}
