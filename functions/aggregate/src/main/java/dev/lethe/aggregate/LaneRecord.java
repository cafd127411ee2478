package dev.lethe.aggregate;

import dev.lethe.shared.record.Bytes;

/// A record as the stream delivers it: where it stood, and its bytes.
///
/// @param id the record's name in Lambda's answers: its unpadded sequence number
/// @param bytes what its producer put there
public record LaneRecord(Position position, String id, Bytes bytes) {}
