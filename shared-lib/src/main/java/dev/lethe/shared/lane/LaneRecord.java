package dev.lethe.shared.lane;

import dev.lethe.shared.record.Bytes;

/// A record as the stream delivers it: where it stood, in whose lane, and its bytes.
///
/// @param id the record's name in Lambda's answers: its unpadded sequence number
/// @param lane its partition key: the label of a subject, or nobody's
/// @param bytes what its producer put there
public record LaneRecord(Position position, String id, String lane, Bytes bytes) {}
