package dev.lethe.retention.audit;

import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.retention.Term;
import java.time.Duration;
import java.time.Instant;

/// An audit that was asked for.
///
/// @param customer whose application it is about
/// @param app the application's id
/// @param id opaque: `aud_…`
/// @param requested when it was asked for
/// @param by who asked: a secret key, by the beginning of its SHA-256
/// @param status as it was last written
public record Audit(
    String customer, String app, String id, Instant requested, String by, Status status) {

  /// How long an audit can be had, from when it was asked for.
  public static final Duration KEPT = Term.REQUESTS.length();

  /// Longer than any runs: the state machine's `TimeoutSeconds`.
  static final Duration LONGEST = Duration.ofHours(24);

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

  /// How far it is, seen at a time: what runs for longer than it can has failed.
  public Status statusAt(Instant now) {
    return status == Status.RUNNING && now.isAfter(requested.plus(LONGEST))
        ? Status.FAILED
        : status;
  }
}
