package dev.lethe.infra.simulation;

import dev.lethe.shared.record.IntakeRecord;
import dev.lethe.shared.record.LaneMessage;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.record.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What a 2xx promises: each event of the request is on the stream, or listed as rejected, or
/// suppressed by its subject's state; and the request itself is there.
final class Acknowledgement {

  private Acknowledgement() {}

  /// @param rejected what the answer lists
  static List<String> wrongs(Request request, List<Message> rejected, World world) {
    var wrongs = new ArrayList<String>();
    var facts = 0L;
    var refused = 0L;
    var suppressed = 0L;
    var told = new ArrayList<IntakeRecord.Request>();
    for (var bytes :
        world.stream().of(request).map(stored -> stored.lane().bytes()).distinct().toList()) {
      switch (decoded(bytes.toArray())) {
        case StreamRecord taken -> facts += taken.facts().size();
        case IntakeRecord intake -> {
          refused += sum(intake, IntakeRecord.REJECTED);
          suppressed += sum(intake, IntakeRecord.SUPPRESSED);
          told.add(Objects.requireNonNull(intake.request()));
        }
        case LaneMessage other -> throw new AssertionError("No SDK sends " + other);
      }
    }
    for (var i = 0; i < suppressed; i++) {
      world.incidents().add(Incident.EVENTS_SUPPRESSED);
    }
    if (refused != rejected.size()) {
      wrongs.add(
          "ACKNOWLEDGED: %s has %d rejected, and tells of %d"
              .formatted(request, refused, rejected.size()));
    }
    var bytes = request.json().getBytes(StandardCharsets.UTF_8).length;
    if (!told.equals(List.of(new IntakeRecord.Request(IntakeRecord.TAKEN, bytes)))) {
      wrongs.add("ACKNOWLEDGED: %s of %d bytes is told as %s".formatted(request, bytes, told));
    }
    if (facts + refused + suppressed != request.messages().size()) {
      wrongs.add(
          "ACKNOWLEDGED: of the %d events of %s, %d are on the stream, %d rejected, %d suppressed"
              .formatted(request.messages().size(), request, facts, refused, suppressed));
    }
    return wrongs;
  }

  private static long sum(IntakeRecord intake, String prefix) {
    return intake.numbers().entrySet().stream()
        .filter(number -> number.getKey().startsWith(prefix))
        .mapToLong(number -> number.getValue())
        .sum();
  }

  static LaneMessage decoded(byte[] bytes) {
    try {
      return RecordCodec.decode(bytes);
    } catch (UndecodableRecordException e) {
      throw new AssertionError("Ingest puts what can be decoded.", e);
    }
  }
}
