package dev.lethe.aggregate;

import dev.lethe.shared.log.Fault;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.UndecodableRecordException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts records of a shard. It may be given the same records again, split anywhere, after it was
/// killed at any point: each counter counts each record once.
final class Aggregate {

  private static final Logger LOG = LoggerFactory.getLogger(Aggregate.class);

  private final Counters counters;
  private final Failures failures;

  Aggregate(Counters counters, Failures failures) {
    this.counters = counters;
    this.failures = failures;
  }

  /// Counts records, in their order.
  ///
  /// @return the first record that must come again, with all after it; nothing if all are counted
  Optional<LaneRecord> count(List<LaneRecord> records) {
    var fold = new Fold();
    Optional<LaneRecord> stopped = Optional.empty();
    for (var lane : records) {
      try {
        addOrKeep(lane, fold);
      } catch (RuntimeException e) {
        Fault.log(LOG, "A record that cannot be decoded could not be kept.", e);
        stopped = Optional.of(lane);
        break;
      }
    }
    try {
      fold.applyTo(counters);
    } catch (RuntimeException e) {
      Fault.log(LOG, "Not all counters could be brought up to date.", e);
      return Optional.of(records.getFirst());
    }
    return stopped;
  }

  private void addOrKeep(LaneRecord lane, Fold fold) {
    try {
      fold.add(lane.position(), Tally.of(RecordCodec.decode(lane.bytes().toArray())));
    } catch (UndecodableRecordException e) {
      LOG.warn("Shard {} has a record that cannot be decoded.", lane.position().shard());
      failures.keep(lane);
    }
  }
}
