package dev.lethe.ingest.aws;

import dev.lethe.ingest.EventStream;
import dev.lethe.ingest.NotAcknowledgedException;
import dev.lethe.shared.aws.Pause;
import dev.lethe.shared.record.LaneMessage;
import dev.lethe.shared.record.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;

/// Puts records on a Kinesis stream. What one `PutRecords` refuses is tried again, and only that,
/// with growing pauses, until the deadline.
public final class KinesisEventStream implements EventStream {

  /// Records a `PutRecords` takes
  /// (<https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html>).
  static final int RECORDS_PER_CALL = 500;

  /// Bytes that a `PutRecords` takes, keys included (same page; newer editions say 10 MiB).
  static final int BYTES_PER_CALL = 5 * 1024 * 1024;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final KinesisClient kinesis;
  private final String stream;
  private final Clock clock;
  private final Pause pause;
  private final RandomGenerator jitter;

  public KinesisEventStream(
      KinesisClient kinesis, String stream, Clock clock, Pause pause, RandomGenerator jitter) {
    this.kinesis = kinesis;
    this.stream = stream;
    this.clock = clock;
    this.pause = pause;
    this.jitter = jitter;
  }

  @Override
  public void put(List<LaneMessage> records, Instant deadline) throws NotAcknowledgedException {
    var call = new ArrayList<PutRecordsRequestEntry>();
    var bytes = 0;
    for (var message : records) {
      var entry = entry(message);
      var size = size(entry);
      if (call.size() == RECORDS_PER_CALL || bytes + size > BYTES_PER_CALL) {
        putAll(List.copyOf(call), deadline);
        call.clear();
        bytes = 0;
      }
      call.add(entry);
      bytes += size;
    }
    if (!call.isEmpty()) {
      putAll(List.copyOf(call), deadline);
    }
  }

  private static int size(PutRecordsRequestEntry entry) {
    return entry.data().asByteArrayUnsafe().length
        + entry.partitionKey().getBytes(StandardCharsets.UTF_8).length;
  }

  private void putAll(List<PutRecordsRequestEntry> entries, Instant deadline)
      throws NotAcknowledgedException {
    var open = entries;
    for (var longest = FIRST_PAUSE; true; longest = longer(longest)) {
      open = refusedOf(open);
      if (open.isEmpty()) {
        return;
      }
      var wait = Duration.ofNanos(jitter.nextLong(longest.toNanos()));
      if (clock.instant().plus(wait).isAfter(deadline)) {
        throw new NotAcknowledgedException("The stream refused records until the deadline.", null);
      }
      waitFor(wait);
    }
  }

  private List<PutRecordsRequestEntry> refusedOf(List<PutRecordsRequestEntry> entries)
      throws NotAcknowledgedException {
    PutRecordsResponse answer;
    try {
      answer = kinesis.putRecords(put -> put.streamName(stream).records(entries));
    } catch (SdkException e) {
      throw new NotAcknowledgedException("The stream did not answer.", e);
    }
    var refused = new ArrayList<PutRecordsRequestEntry>();
    for (var i = 0; i < entries.size(); i++) {
      if (answer.records().get(i).errorCode() != null) {
        refused.add(entries.get(i));
      }
    }
    return refused;
  }

  private void waitFor(Duration wait) throws NotAcknowledgedException {
    try {
      pause.of(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotAcknowledgedException("The function is being stopped.", e);
    }
  }

  private static Duration longer(Duration pause) {
    var doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  private static PutRecordsRequestEntry entry(LaneMessage message) {
    return PutRecordsRequestEntry.builder()
        .partitionKey(message.partitionKey())
        .data(SdkBytes.fromByteArrayUnsafe(RecordCodec.encode(message)))
        .build();
  }
}
