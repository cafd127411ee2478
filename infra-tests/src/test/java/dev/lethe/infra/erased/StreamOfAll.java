package dev.lethe.infra.erased;

import dev.lethe.infra.stack.Stack;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.LaneMessage;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.record.UndecodableRecordException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/// The whole stream, lane by lane, in order: what the gate let through, and when who was told to
/// forget it.
final class StreamOfAll {

  private final Map<String, List<LaneMessage>> lanes = new HashMap<>();

  StreamOfAll() {
    var stack = Stack.running();
    var kinesis = stack.client(KinesisClient.builder());
    var name = stack.output("StreamName");
    for (var shard : kinesis.listShards(list -> list.streamName(name)).shards()) {
      var iterator =
          kinesis
              .getShardIterator(from ->
                  from.streamName(name)
                      .shardId(shard.shardId())
                      .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator();
      while (iterator != null) {
        var next = iterator;
        var read = kinesis.getRecords(get -> get.shardIterator(next));
        read.records().forEach(found -> add(found.partitionKey(), found.data().asByteArray()));
        iterator = read.records().isEmpty() ? null : read.nextShardIterator();
      }
    }
  }

  private void add(String lane, byte[] bytes) {
    try {
      lanes.computeIfAbsent(lane, unseen -> new ArrayList<>()).add(RecordCodec.decode(bytes));
    } catch (UndecodableRecordException e) {
      // Another test put it there.
    }
  }

  private List<LaneMessage> lane(String label) {
    return lanes.getOrDefault(label, List.of());
  }

  /// What came under a label.
  List<StreamRecord> records(String label) {
    return lane(label).stream()
        .filter(StreamRecord.class::isInstance)
        .map(StreamRecord.class::cast)
        .toList();
  }

  /// What came under a label before a consumer was told that it is over.
  List<StreamRecord> recordsBeforeErasure(String label, Command.Consumer consumer) {
    var before = new ArrayList<StreamRecord>();
    for (var message : lane(label)) {
      if (message instanceof Command command
          && command.kind() == Command.Kind.ERASE
          && command.to() == consumer) {
        return before;
      }
      if (message instanceof StreamRecord told) {
        before.add(told);
      }
    }
    throw new AssertionError(consumer + " was never told");
  }

  /// In how many entries such records are counted: one a day.
  static long entries(List<StreamRecord> records) {
    return records.stream().mapToLong(StreamOfAll::days).sum();
  }

  private static long days(StreamRecord told) {
    return told.facts().stream()
        .map(fact -> LocalDate.ofInstant(Objects.requireNonNull(fact.raw()), ZoneOffset.UTC))
        .distinct()
        .count();
  }
}
