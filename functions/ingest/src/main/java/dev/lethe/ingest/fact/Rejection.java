package dev.lethe.ingest.fact;

import dev.lethe.shared.record.WireNamed;

/// Why one event of a request is not taken. The names, in lower case, are codes that SDKs' users
/// see: they never change their meaning.
public enum Rejection implements WireNamed {
  /// Over 32 KB.
  EVENT_TOO_LARGE,
  /// No `type`, or none of the six.
  UNKNOWN_TYPE,
  /// A `track` without the name of its event.
  MISSING_EVENT_NAME,
  /// Neither `userId` nor `anonymousId`.
  MISSING_IDENTITY,
  /// A time that is not ISO 8601.
  INVALID_TIMESTAMP,
  /// Older than what is counted.
  TOO_OLD
}
