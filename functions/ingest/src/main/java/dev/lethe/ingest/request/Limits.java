package dev.lethe.ingest.request;

/// How much one request may bring. Sizes are in bytes of the inflated body, with 1 KB = 1,024
/// bytes, as Segment's SDKs count
/// (<https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/>, "Batch": 500
/// KB a request, 32 KB an event).
public final class Limits {

  public static final int REQUEST_BYTES = 500 * 1024;
  public static final int EVENT_BYTES = 32 * 1024;

  /// As many events as the request limit holds of about 200 bytes, the smallest that SDKs send.
  public static final int EVENTS = 2_500;

  /// Deeper than any SDK nests its context or properties.
  public static final int NESTING = 64;

  /// Fields of one event, at any depth. Our own: SDKs send fifty or so; with more than this, an
  /// event of 32 KB is a dump of something else.
  public static final int FIELDS = 2_000;

  /// Characters of a `userId`, an `anonymousId` or a `previousId`. Our own: SDKs make UUIDs, and
  /// the longest e-mail address has 254 (RFC 5321, section 4.5.3.1.3). Bringing a text into
  /// Unicode's normal form can take the square of its length.
  public static final int IDENTIFIER_CHARACTERS = 1_000;

  /// Different pairs of user and device of one request, those that an alias joins too: as many as
  /// the largest batch that a library makes by itself has events (Segment's for Java, 250).
  public static final int PAIRS = 250;

  private Limits() {}
}
