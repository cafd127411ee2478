package dev.lethe.archive;

import dev.lethe.shared.lane.LaneReader.Decoded;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.StreamRecord;
import java.util.List;
import java.util.Optional;

/// A line of the archive: a record, and where it stood on the stream, by which it is told apart.
///
/// @param taken the record; without facts if its subject objects to research, and then all that it
///   says is sealed
public record Line(Position position, StreamRecord taken) {

  public Line {
    if (!taken.purposes().contains(Purpose.RESEARCH) && !taken.facts().isEmpty()) {
      taken = withoutFacts(taken);
    }
  }

  /// The line that a record makes; none if it is of another kind.
  static Optional<Line> of(Decoded record) {
    return record.message() instanceof StreamRecord taken
        ? Optional.of(new Line(record.record().position(), taken))
        : Optional.empty();
  }

  private static StreamRecord withoutFacts(StreamRecord taken) {
    return new StreamRecord(
        taken.app(),
        taken.label(),
        taken.state(),
        taken.born(),
        taken.zone(),
        taken.retention(),
        taken.received(),
        taken.purposes(),
        List.of(),
        taken.sealed());
  }

  String label() {
    return taken.label();
  }
}
