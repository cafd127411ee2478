package dev.lethe.archive;

import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.LaneMessage;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.StreamRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Records for tests.
public final class Samples {

  private Samples() {}

  /// A record as the stream delivers it.
  public static LaneRecord delivered(
      long shard, int sequence, Instant arrived, LaneMessage message) {
    return delivered(shard, sequence, arrived, message.partitionKey(), RecordCodec.encode(message));
  }

  /// Bytes as the stream delivers them.
  public static LaneRecord delivered(
      long shard, int sequence, Instant arrived, String lane, byte[] bytes) {
    return new LaneRecord(
        Position.of("shardId-%012d:%d".formatted(shard, sequence)),
        Integer.toString(sequence),
        lane,
        arrived,
        Bytes.copyOf(bytes));
  }

  /// A record of a label, kept for some days.
  public static StreamRecord taken(String label, int retention) {
    var like = Records.of("app_1", Records.tracked("Opened"));
    return new StreamRecord(
        like.app(),
        label,
        like.state(),
        like.born(),
        like.zone(),
        retention,
        like.received(),
        like.purposes(),
        like.facts(),
        Bytes.copyOf(new byte[] {1, 2, 3}));
  }

  /// A command to the archive.
  public static Command command(Command.Kind kind, String label, @Nullable String token) {
    return command(kind, label, 7, token);
  }

  /// A command to the archive, of a version of the subject's state.
  public static Command command(
      Command.Kind kind, String label, long state, @Nullable String token) {
    return new Command(
        "app_1", label, kind, Command.Consumer.ARCHIVE, state, null, Records.NOON, token);
  }
}
