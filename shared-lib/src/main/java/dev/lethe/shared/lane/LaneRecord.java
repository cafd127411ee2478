package dev.lethe.shared.lane;

import dev.lethe.shared.record.Bytes;
import java.time.Instant;

/// A record as the stream delivers it: where it stood, in whose lane, and its bytes.
///
/// @param id the record's name in Lambda's answers: its unpadded sequence number
/// @param lane its partition key: the label of a subject, or nobody's
/// @param arrived when the stream took it, as the stream says; the same however often it is
///   delivered
/// @param bytes what its producer put there
public record LaneRecord(Position position, String id, String lane, Instant arrived, Bytes bytes) {}
