package dev.lethe.shared.lane;

import dev.lethe.shared.lane.Marks.Mark;
import dev.lethe.shared.log.Fault;
import dev.lethe.shared.record.LaneMessage;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.UndecodableRecordException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads records as their producers meant them. One that cannot be decoded, or that an operator has
/// put on the skip list, is kept among the failures and passed over: it holds up nothing.
public final class LaneReader {

  private static final Logger LOG = LoggerFactory.getLogger(LaneReader.class);

  private final Failures failures;

  public LaneReader(Failures failures) {
    this.failures = failures;
  }

  /// A record and what it says.
  ///
  /// @param message nothing if it is passed over
  public record Decoded(LaneRecord record, @Nullable LaneMessage message) {}

  /// What a record says; nothing if it cannot be decoded, nor passed over now.
  ///
  /// @param mark what is known of its shard
  public Optional<Decoded> read(LaneRecord record, Mark mark) {
    if (mark.skipped().contains(record.position().sequence())) {
      LOG.warn("Shard {} has a record that is on the skip list.", record.position().shard());
      return passedOver(record, Failures.Reason.SKIPPED);
    }
    try {
      return Optional.of(new Decoded(record, RecordCodec.decode(record.bytes().toArray())));
    } catch (UndecodableRecordException e) {
      LOG.warn("Shard {} has a record that cannot be decoded.", record.position().shard());
      return passedOver(record, Failures.Reason.UNDECODABLE);
    }
  }

  /// What a record says that was read before; it is not kept among the failures again.
  public Decoded readAgain(LaneRecord record) {
    try {
      return new Decoded(record, RecordCodec.decode(record.bytes().toArray()));
    } catch (UndecodableRecordException e) {
      return new Decoded(record, null);
    }
  }

  private Optional<Decoded> passedOver(LaneRecord record, Failures.Reason why) {
    try {
      failures.keep(record, why);
      return Optional.of(new Decoded(record, null));
    } catch (RuntimeException e) {
      Fault.log(LOG, "A record that is passed over could not be kept.", e);
      return Optional.empty();
    }
  }
}
