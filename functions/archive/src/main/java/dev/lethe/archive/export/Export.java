package dev.lethe.archive.export;

import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.retention.Term;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// An export of an application's archived events.
///
/// @param customer whose application it is
/// @param app the application's id
/// @param id opaque: `exp_…`
/// @param from the first day, UTC, on which its events arrived
/// @param to the last such day
/// @param requested when it was asked for
/// @param by who asked: a secret key, by the beginning of its SHA-256
/// @param status as it was last written
/// @param parts how many files it is written in; nothing until that is known
/// @param events how many events are in it; nothing until that is known
/// @param erased whoever asked for it knew of all that was erased up to then; nothing if nothing
///   was
public record Export(
    String customer,
    String app,
    String id,
    LocalDate from,
    LocalDate to,
    Instant requested,
    String by,
    Status status,
    @Nullable Integer parts,
    @Nullable Long events,
    @Nullable Instant erased) {

  /// One of an application of which nothing was erased.
  public Export(
      String customer,
      String app,
      String id,
      LocalDate from,
      LocalDate to,
      Instant requested,
      String by,
      Status status,
      @Nullable Integer parts,
      @Nullable Long events) {
    this(customer, app, id, from, to, requested, by, status, parts, events, null);
  }

  /// How long an export can be had, from when it was asked for.
  public static final Duration KEPT = Term.EXPORTS.length();

  /// Longer than any runs: the state machine's `TimeoutSeconds`.
  static final Duration LONGEST = Duration.ofHours(24);

  /// Longer than from an erasure's time to when it is written, with clocks apart.
  static final Duration WRITTEN_WITHIN = Duration.ofMinutes(1);

  /// How far it is.
  public enum Status implements WireNamed {
    RUNNING,
    READY,
    FAILED
  }

  /// When it cannot be had any more.
  public Instant expires() {
    return requested.plus(KEPT);
  }

  /// Whether something was erased since it was asked for that may be in it. An erasure has its time
  /// some moments before it is written: who asked in between did not know of it.
  boolean isErased(Application application) {
    var latest = application.erased();
    return latest != null
        && (erased == null || latest.isAfter(erased))
        && !requested.isAfter(latest.plus(WRITTEN_WITHIN));
  }

  /// The first day, UTC, on all of which it cannot be had any more.
  LocalDate over() {
    return LocalDate.ofInstant(expires(), ZoneOffset.UTC).plusDays(1);
  }

  /// How far it is, seen at a time: what runs for longer than it can has failed.
  public Status statusAt(Instant now) {
    return status == Status.RUNNING && now.isAfter(requested.plus(LONGEST))
        ? Status.FAILED
        : status;
  }
}
