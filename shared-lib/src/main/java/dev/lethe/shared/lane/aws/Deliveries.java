package dev.lethe.shared.lane.aws;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Bytes;
import java.util.List;
import java.util.Optional;

/// What Lambda hands over of the stream, and how it is told how far that is done: [partial batch
/// responses](https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html).
public final class Deliveries {

  private Deliveries() {}

  /// The records of one shard, in their order.
  public static List<LaneRecord> records(KinesisEvent event) {
    return event.getRecords().stream().map(Deliveries::record).toList();
  }

  /// The answer to a delivery.
  ///
  /// @param stopped the first record that must come again, with all after it; nothing if all are
  ///   done
  public static StreamsEventResponse answer(Optional<LaneRecord> stopped) {
    return new StreamsEventResponse(
        stopped.map(record -> List.of(new BatchItemFailure(record.id()))).orElse(List.of()));
  }

  private static LaneRecord record(KinesisEventRecord delivered) {
    var data = delivered.getKinesis().getData();
    var bytes = new byte[data.remaining()];
    data.duplicate().get(bytes);
    return new LaneRecord(
        Position.of(delivered.getEventID()),
        delivered.getKinesis().getSequenceNumber(),
        delivered.getKinesis().getPartitionKey(),
        delivered.getKinesis().getApproximateArrivalTimestamp().toInstant(),
        Bytes.copyOf(bytes));
  }
}
