package dev.lethe.ingest;

import dev.lethe.shared.record.LaneMessage;
import java.time.Instant;
import java.util.List;

/// The stream that all that is taken goes through.
@FunctionalInterface
public interface EventStream {

  /// Puts records on the stream; when it returns, each of them is there to stay.
  ///
  /// @param deadline when to give up trying
  /// @throws NotAcknowledgedException if one of them may not be there
  void put(List<LaneMessage> records, Instant deadline) throws NotAcknowledgedException;
}
