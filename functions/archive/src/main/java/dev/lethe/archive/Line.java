package dev.lethe.archive;

import dev.lethe.shared.goals.Goals;
import dev.lethe.shared.lane.LaneReader.Decoded;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.record.UndecodableRecordException;
import dev.lethe.shared.vault.SubjectKey;
import dev.lethe.shared.vault.WrongKeyException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A line of the archive: a record, and where it stood on the stream, by which it is told apart.
///
/// @param taken the record; without facts if its subject objects to research, and then all that it
///   says is sealed
/// @param sealedFacts the record's facts under its subject's key, while they are held; then it has
///   none in clear
public record Line(Position position, StreamRecord taken, @Nullable Bytes sealedFacts) {

  public Line {
    if (sealedFacts != null || !taken.purposes().contains(Purpose.RESEARCH)) {
      taken = taken.facts().isEmpty() ? taken : taken.withFacts(List.of());
    }
  }

  /// The line of a record whose facts are not held.
  public Line(Position position, StreamRecord taken) {
    this(position, taken, null);
  }

  /// The line that a record makes; none if it is of another kind.
  static Optional<Line> of(Decoded record) {
    return record.message() instanceof StreamRecord taken
        ? Optional.of(new Line(record.record().position(), taken))
        : Optional.empty();
  }

  String label() {
    return taken.label();
  }

  /// Whether it has facts, sealed or not.
  boolean hasFacts() {
    return sealedFacts != null || !taken.facts().isEmpty();
  }

  /// The same without goals; the same line if there are none.
  ///
  /// @param key of its subject; without one, sealed facts stay as they are
  /// @throws WrongKeyException if its facts are sealed under another key
  /// @throws UndecodableRecordException if they are of another version
  Line withoutGoals(@Nullable SubjectKey key) throws WrongKeyException, UndecodableRecordException {
    if (sealedFacts == null) {
      return Goals.areIn(taken.facts())
          ? new Line(position, taken.withFacts(Goals.without(taken.facts())))
          : this;
    }
    if (key == null) {
      return this;
    }
    var facts = RecordCodec.decodeFacts(key.open(sealedFacts));
    return Goals.areIn(facts)
        ? new Line(position, taken, key.seal(RecordCodec.encodeFacts(Goals.without(facts))))
        : this;
  }

  /// The same with its facts sealed.
  ///
  /// @param key of its subject; without one nobody can open them again, and they are dropped
  Line sealed(@Nullable SubjectKey key) {
    return new Line(
        position,
        taken.withFacts(List.of()),
        key == null ? null : key.seal(RecordCodec.encodeFacts(taken.facts())));
  }

  /// The same with its facts in clear.
  ///
  /// @throws WrongKeyException if they were not sealed under this key
  /// @throws UndecodableRecordException if they are of another version
  public Line opened(SubjectKey key) throws WrongKeyException, UndecodableRecordException {
    return sealedFacts == null
        ? this
        : new Line(position, taken.withFacts(RecordCodec.decodeFacts(key.open(sealedFacts))));
  }
}
