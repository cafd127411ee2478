package dev.lethe.ingest.fact;

import dev.lethe.shared.record.WireNamed;

/// Why one event of a request is not taken. The names, in lower case, are codes that SDKs' users
/// see: they never change their meaning.
public enum Rejection implements WireNamed {
  /// Over 32 KB.
  EVENT_TOO_LARGE,
  /// Over 2,000 fields.
  TOO_MANY_FIELDS,
  /// No `type`, or none of the six.
  UNKNOWN_TYPE,
  /// A `track` without the name of its event.
  MISSING_EVENT_NAME,
  /// A `userId`, `anonymousId` or `previousId` of over 1,000 characters.
  IDENTIFIER_TOO_LONG,
  /// Neither `userId` nor `anonymousId`.
  MISSING_IDENTITY,
  /// A `userId` and nothing else, while the feature `end_user_identifier` is off.
  NEEDS_END_USER_IDENTIFIER,
  /// A `Goal Reached`, while the feature `goals` is off.
  NEEDS_GOALS,
  /// A time that is not ISO 8601.
  INVALID_TIMESTAMP,
  /// Older than 30 days, or than the application keeps data, by the device's clock or by ours.
  TOO_OLD
}
