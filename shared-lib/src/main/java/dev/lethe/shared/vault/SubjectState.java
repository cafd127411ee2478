package dev.lethe.shared.vault;

import dev.lethe.shared.retention.Term;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the Vault knows of a subject. Whoever changes it says which state it was decided under; the
/// Vault takes no change of a state that is not the latest.
///
/// @param lives how often a life began or ended; 0 if the subject was never known
/// @param version how often anything but the last day seen has changed; records on the stream carry
///   it
/// @param life the present life; nothing if there is none
/// @param erased when the last erasure began
/// @param rights what is forbidden
public record SubjectState(
    long lives, long version, @Nullable Life life, @Nullable Instant erased, Rights rights) {

  /// As long as an event may be old, stay on the stream, and then be among the dead letters: until
  /// then, something of the life before may still arrive.
  public static final Duration TOMBSTONE =
      Duration.ofDays(30).plus(Term.STREAM.length()).plus(Term.FAILURES.length());

  /// Of a subject that nothing is known of.
  public static final SubjectState UNKNOWN = new SubjectState(0, 0, null, null, Rights.NONE_USED);

  /// A new life begins.
  public SubjectState begin(Life first) {
    return new SubjectState(lives + 1, version + 1, first, erased, rights);
  }

  /// The same life is seen on another day, or its key is wrapped anew.
  public SubjectState seen(Life again) {
    if (life == null || !again.label().equals(life.label())) {
      throw new IllegalArgumentException("It is another life.");
    }
    return new SubjectState(lives, version, again, erased, rights);
  }

  /// The life ends, for good: label and key are no more.
  public SubjectState erase(Instant now) {
    return new SubjectState(lives + 1, version + 1, null, now, rights);
  }

  /// Something is forbidden, or allowed again.
  public SubjectState with(Rights changed) {
    return new SubjectState(lives, version + 1, life, erased, changed);
  }

  /// What of it counts at a time: a life that was silent for as long as data is kept is over, and
  /// so is a tombstone that nothing can arrive behind any more.
  ///
  /// @param retentionDays for how many days the application keeps a subject's data
  public SubjectState at(Instant now, int retentionDays) {
    var living = life != null && now.isBefore(silentAt(life.seen(), retentionDays)) ? life : null;
    var buried = buried(now);
    return Objects.equals(living, life) && Objects.equals(buried, erased)
        ? this
        : new SubjectState(lives, version, living, buried, rights);
  }

  /// When it was erased, as long as something of the life before may still arrive.
  private @Nullable Instant buried(Instant now) {
    return erased != null && now.isBefore(erased.plus(TOMBSTONE)) ? erased : null;
  }

  /// What of it stands though nobody knows its life: what is forbidden, and a tombstone.
  public SubjectState standing(Instant now) {
    return new SubjectState(lives, version, null, buried(now), rights);
  }

  /// As it goes on when the Vault was lost and is recovered: without a life, and with numbers that
  /// it did not have before. So whatever was decided before, and is written now, is refused.
  public SubjectState recovered(Instant now) {
    var more = Era.of(now);
    return new SubjectState(lives + more, version + more, null, erased, rights);
  }

  /// Whether nothing of it counts: it is as if the subject were unknown.
  public boolean isNothing() {
    return life == null && erased == null && rights.equals(Rights.NONE_USED);
  }

  /// When nothing of it counts any more; nothing if that is open, because something is forbidden.
  public Optional<Instant> expires(int retentionDays) {
    if (!rights.equals(Rights.NONE_USED)) {
      return Optional.empty();
    }
    var silent = life == null ? Instant.EPOCH : silentAt(life.seen(), retentionDays);
    var unburied = erased == null ? Instant.EPOCH : erased.plus(TOMBSTONE);
    return Optional.of(silent.isAfter(unburied) ? silent : unburied);
  }

  /// When a subject who was last seen on a day has been silent for as long as data is kept.
  public static Instant silentAt(LocalDate seen, int retentionDays) {
    return seen.plusDays(retentionDays + 1L).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
