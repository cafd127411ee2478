package dev.lethe.shared.record;

/// What events can be told apart by in statistics.
public enum Dimension implements WireNamed {
  /// The name of a tracked event; other calls are one value a type, in parentheses: `(screen)`.
  EVENT,
  /// Where the SDK runs: `ios`, `android`, `web`, `server`, …
  PLATFORM,
  /// ISO 3166-1 alpha-2, from the client's address.
  COUNTRY,
  /// The version of the app.
  APP_VERSION,
  /// The operating system.
  OS,
  /// The operating system's version.
  OS_VERSION,
  /// What kind of device it is, as the SDK names it.
  DEVICE_TYPE,
  /// Who made the device.
  MANUFACTURER,
  /// The device's model.
  MODEL,
  /// The device's time zone, a name of the IANA database: `Europe/Berlin`.
  TIME_ZONE,
  /// The language and region that the device is set to, a tag of BCP 47: `en-US`.
  LOCALE,
  /// The size of the device's screen, as `width x height`: `390x844`.
  SCREEN,
  /// The id of an in-app offering.
  OFFERING,
  /// What an offering is about.
  CONTENT_TYPE,
  /// What form an offering has: `text`, `image`, `video`.
  OFFERING_TYPE,
  /// A goal that was reached.
  GOAL,
  /// What became of an event at the gate, or of a request: `taken`, `rejected_too_old`, …; no event
  /// says it itself.
  OUTCOME;

  /// What stands for a value that is not known.
  public static final String UNKNOWN = "(unknown)";

  /// What stands for a value that is not shown in clear.
  public static final String OTHER = "(other)";
}
