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
    /// An address that is called took a status.
    TOLD,
    /// It did not take it for as long as it was tried, or took a later one before.
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

  /// A step about a status and one of the addresses that are called, by its number from 1.
  public static Step of(Kind kind, RequestStatus status, int number) {
    return new Step(kind, status.wireName() + ':' + number);
  }

  /// As it is kept and shown: `begun`, `done:archive`, `told:completed:1`.
  public String text() {
    return of == null ? kind.wireName() : kind.wireName() + ':' + of;
  }
}
