package dev.lethe.retention.probe;

import dev.lethe.shared.record.WireNamed;
import org.jspecify.annotations.Nullable;

/// Something that is set at a place, as AWS reports it.
///
/// @param of which of the place's it is of: a log group's name; empty if there is one
/// @param reported in words; nothing if AWS does not tell
/// @param promised what the policy wants, in words
public record Setting(
    Place place,
    Check check,
    String of,
    @Nullable String reported,
    String promised,
    Verdict verdict) {

  /// What is looked at.
  public enum Check implements WireNamed {
    /// By what DynamoDB deletes items.
    TIME_TO_LIVE,
    /// How far back a table can be restored.
    BACKUPS,
    /// From when on it can.
    OLDEST_BACKUP,
    /// When S3 deletes objects.
    LIFECYCLE,
    /// When it deletes what is left of objects that were deleted or written over.
    OLDER_VERSIONS,
    /// When it gives up on uploads in parts.
    UNFINISHED_UPLOADS,
    /// Whether it keeps older versions.
    VERSIONS,
    /// For how long it lets nobody delete objects.
    LOCK,
    /// When CloudWatch deletes lines.
    LOG_RETENTION,
    /// For how long Kinesis keeps records.
    STREAM_RETENTION
  }

  /// What comes of comparing.
  public enum Verdict implements WireNamed {
    AS_PROMISED,
    /// It is kept less long than it may be.
    SHORTER,
    BREACH,
    /// AWS does not tell.
    UNKNOWN
  }
}
