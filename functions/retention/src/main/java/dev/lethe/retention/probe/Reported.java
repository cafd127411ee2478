package dev.lethe.retention.probe;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What AWS reports of how things are kept, at one moment. What it does not tell is nothing.
///
/// @param streamHours for how many hours the stream keeps records
/// @param logs log groups of the deployment's functions and of the API
public record Reported(
    Map<Place, Table> tables,
    Map<Place, Bucket> buckets,
    @Nullable Integer streamHours,
    List<LogGroup> logs) {

  public Reported {
    tables = Map.copyOf(tables);
    buckets = Map.copyOf(buckets);
    logs = List.copyOf(logs);
  }

  /// A table.
  ///
  /// @param timeToLive the attribute by which items are deleted; nothing if none are
  public record Table(@Nullable String timeToLive, Backups backups, long bytes) {}

  /// A table's backups.
  ///
  /// @param days how far back it can be restored
  /// @param earliest from when on it can
  public record Backups(boolean areOn, @Nullable Integer days, @Nullable Instant earliest) {}

  /// A bucket.
  ///
  /// @param rules those that are on
  /// @param hasVersions whether it keeps older versions
  /// @param lockDays for how many days nobody deletes objects; nothing if anybody may
  public record Bucket(List<Rule> rules, boolean hasVersions, @Nullable Integer lockDays) {

    public Bucket {
      rules = List.copyOf(rules);
    }
  }

  /// A rule of a lifecycle.
  ///
  /// @param ofAll whether it is about all objects
  /// @param expiry after how many days objects end
  /// @param olderExpiry after how many days older versions end
  /// @param uploads after how many days it gives up on uploads in parts
  public record Rule(
      boolean ofAll,
      @Nullable Integer expiry,
      @Nullable Integer olderExpiry,
      @Nullable Integer uploads) {}

  /// A log group.
  ///
  /// @param days for how many days it keeps lines; nothing if for ever
  public record LogGroup(Place place, String name, @Nullable Integer days, long bytes) {}
}
