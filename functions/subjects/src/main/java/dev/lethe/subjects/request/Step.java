package dev.lethe.subjects.request;

import dev.lethe.shared.record.WireNamed;
import org.jspecify.annotations.Nullable;

/// Something that was done for a request. It names nobody.
///
/// @param kind what was done
/// @param of where, or of what: a store, a status; nothing if the kind says all
public record Step(Kind kind, @Nullable String of) {

  /// What is done for requests.
  public enum Kind implements WireNamed {
    /// It was received.
    RECEIVED,
    /// It was found out whom it is about.
    IDENTIFIED,
    /// It is obeyed from now on; an erasure cannot be turned back.
    BEGUN,
    /// A store is done: what was there is removed, sealed, opened again, or collected.
    DONE,
    /// A store was searched again, and something was there.
    FOUND_AGAIN,
    /// A store was searched again, and nothing was there.
    VERIFIED,
    /// The receipt, or the package, can be had.
    ISSUED,
    /// A callback took a status.
    TOLD,
    /// No callback took a status for as long as it was tried.
    NOT_TOLD,
    /// The last backup that had something is gone.
    CLOSED
  }

  /// A step that needs no more words.
  public static Step of(Kind kind) {
    return new Step(kind, null);
  }

  /// A step at a store, or about a status.
  public static Step of(Kind kind, WireNamed of) {
    return new Step(kind, of.wireName());
  }

  /// As it is kept and shown: `begun`, `done:archive`.
  public String text() {
    return of == null ? kind.wireName() : kind.wireName() + ':' + of;
  }
}
