package dev.lethe.shared.lane;

import java.util.Comparator;

/// The place of a record on the stream; what a record is told apart by.
///
/// @param shard the shard's number: 3 of `shardId-000000000003`
/// @param sequence the sequence number, padded so that texts sort as numbers do
public record Position(long shard, String sequence) implements Comparable<Position> {

  private static final String SHARD_PREFIX = "shardId-";

  /// Decimal digits of the longest sequence number (128 bits and more; DynamoDB's numbers have 38).
  private static final int SEQUENCE_DIGITS = 56;

  private static final Comparator<Position> ORDER =
      Comparator.comparingLong(Position::shard).thenComparing(Position::sequence);

  /// The position that Lambda names
  /// `shardId-000000000003:49590338271490256608559692538361571095921575989136588898`.
  ///
  /// @throws IllegalArgumentException if it is named otherwise
  public static Position of(String eventId) {
    var colon = eventId.indexOf(':');
    var digits = eventId.length() - colon - 1;
    if (colon < 0 || !eventId.startsWith(SHARD_PREFIX) || digits > SEQUENCE_DIGITS) {
      throw new IllegalArgumentException("Not the place of a Kinesis record.");
    }
    return new Position(
        Long.parseLong(eventId.substring(SHARD_PREFIX.length(), colon)),
        "0".repeat(SEQUENCE_DIGITS - digits) + eventId.substring(colon + 1));
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }
}
