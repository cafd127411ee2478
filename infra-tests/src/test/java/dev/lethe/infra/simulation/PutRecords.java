package dev.lethe.infra.simulation;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.IntakeRecord;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.UndecodableRecordException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/// The stream as one request reaches it: a call may be throttled, its reply may be lost, and it may
/// take some of its records and not the others.
final class PutRecords implements KinesisClient {

  /// Where a record goes that is in nobody's lane; its own key is another one in each run.
  static final String NOBODY = "nobody";

  private static final String REFUSED = "ProvisionedThroughputExceededException";

  private final SimulatedStream stream;
  private final Line line;
  private final Request request;
  private final Clock clock;
  private final Set<Bytes> stored = new HashSet<>();

  PutRecords(SimulatedStream stream, Line line, Request request, Clock clock) {
    this.clock = clock;
    this.stream = stream;
    this.line = line;
    this.request = request;
  }

  @Override
  public PutRecordsResponse putRecords(PutRecordsRequest put) {
    try {
      return line.call(
          () -> "puts",
          () -> {
            var response = putAll(put.records());
            // The client has lost the reply, and puts all of them again.
            return line.trouble().strikes(12) ? putAll(put.records()) : response;
          });
    } catch (SimulatedFailure e) {
      throw SdkClientException.create("simulated", e);
    }
  }

  private PutRecordsResponse putAll(List<PutRecordsRequestEntry> entries) {
    var results = new ArrayList<PutRecordsResultEntry>();
    var isBusy = line.trouble().strikes(8);
    for (var entry : entries) {
      var bytes = Bytes.copyOf(entry.data().asByteArrayUnsafe());
      if (isBusy && line.trouble().strikes(2)) {
        line.met(Incident.RECORDS_REFUSED);
        line.note(() -> "  a record is refused");
        results.add(PutRecordsResultEntry.builder().errorCode(REFUSED).build());
      } else {
        var put = stream.put(lane(entry.partitionKey(), bytes), bytes, request, clock.instant());
        line.note(() -> "  " + put + " in the lane of " + put.lane().lane());
        if (!stored.add(bytes)) {
          line.met(Incident.RECORDS_PUT_TWICE);
        }
        results.add(PutRecordsResultEntry.builder().sequenceNumber(put.lane().id()).build());
      }
    }
    return PutRecordsResponse.builder().records(results).build();
  }

  private static String lane(String key, Bytes bytes) {
    try {
      return RecordCodec.decode(bytes.toArray()) instanceof IntakeRecord ? NOBODY : key;
    } catch (UndecodableRecordException e) {
      throw new AssertionError("Ingest puts what can be decoded.", e);
    }
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}
