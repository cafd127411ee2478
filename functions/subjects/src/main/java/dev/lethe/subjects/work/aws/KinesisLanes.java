package dev.lethe.subjects.work.aws;

import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.subjects.work.Lanes;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/// The lanes of a Kinesis stream. What it refuses the SDK tries again, and then the step fails and
/// is run again.
public final class KinesisLanes implements Lanes {

  private final KinesisClient kinesis;
  private final String stream;

  public KinesisLanes(KinesisClient kinesis, String stream) {
    this.kinesis = kinesis;
    this.stream = stream;
  }

  @Override
  public void put(Command command) {
    kinesis.putRecord(put ->
        put.streamName(stream)
            .partitionKey(command.partitionKey())
            .data(SdkBytes.fromByteArray(RecordCodec.encode(command))));
  }
}
