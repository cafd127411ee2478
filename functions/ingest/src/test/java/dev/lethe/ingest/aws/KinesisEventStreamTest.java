package dev.lethe.ingest.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.ingest.NotAcknowledgedException;
import dev.lethe.shared.env.Clocks;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.LaneMessage;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.StreamRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

class KinesisEventStreamTest {

  private static final Instant DEADLINE = Records.NOON.plusSeconds(5);

  private final ThrottledKinesis kinesis = new ThrottledKinesis();
  private final List<Duration> pauses = new ArrayList<>();
  private Instant now = Records.NOON;

  private final KinesisEventStream stream =
      new KinesisEventStream(
          kinesis, "stream", Clocks.showing(() -> now), this::pause, new Random(42));

  private void pause(Duration time) {
    pauses.add(time);
    now = now.plus(time);
  }

  /// A stream that refuses the first records it is given, and then takes all.
  private static final class ThrottledKinesis implements KinesisClient {
    private final List<byte[]> taken = new ArrayList<>();
    private final List<Integer> calls = new ArrayList<>();
    private int refusing;
    private boolean silent;

    @Override
    public PutRecordsResponse putRecords(PutRecordsRequest request) {
      if (silent) {
        throw SdkClientException.create("no answer");
      }
      calls.add(request.records().size());
      var results = new ArrayList<PutRecordsResultEntry>();
      for (var entry : request.records()) {
        if (refusing > 0) {
          refusing--;
          results.add(
              PutRecordsResultEntry.builder()
                  .errorCode("ProvisionedThroughputExceededException")
                  .build());
        } else {
          taken.add(entry.data().asByteArray());
          results.add(PutRecordsResultEntry.builder().sequenceNumber("1").build());
        }
      }
      return PutRecordsResponse.builder().records(results).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private static List<LaneMessage> records(int number) {
    return IntStream.range(0, number)
        .<LaneMessage>mapToObj(i -> Records.of("app_" + i, Records.tracked("Opened")))
        .toList();
  }

  private void assertAllTakenOnce(List<LaneMessage> records) {
    assertThat(kinesis.taken)
        .containsExactlyInAnyOrderElementsOf(records.stream().map(RecordCodec::encode).toList());
  }

  @Test
  void putsAllInOneCall() throws NotAcknowledgedException {
    var records = records(3);
    stream.put(records, DEADLINE);
    assertAllTakenOnce(records);
    assertThat(kinesis.calls).containsExactly(3);
  }

  @Test
  void asksNothingForNothing() throws NotAcknowledgedException {
    stream.put(List.of(), DEADLINE);
    assertThat(kinesis.calls).isEmpty();
  }

  @Test
  void triesWhatWasRefusedAgainAndOnlyThat() throws NotAcknowledgedException {
    kinesis.refusing = 3;
    var records = records(5);
    stream.put(records, DEADLINE);
    assertAllTakenOnce(records);
    assertThat(kinesis.calls).containsExactly(5, 3);
    assertThat(pauses).hasSize(1);
  }

  @Test
  void splitsWhatOneCallDoesNotTake() throws NotAcknowledgedException {
    var records = records(KinesisEventStream.RECORDS_PER_CALL + 1);
    stream.put(records, DEADLINE);
    assertAllTakenOnce(records);
    assertThat(kinesis.calls).containsExactly(KinesisEventStream.RECORDS_PER_CALL, 1);
  }

  /// The facts and the common context of one request can be more than one call takes.
  @Test
  void splitsWhatIsTooLargeForOneCall() throws NotAcknowledgedException {
    var sealed = Bytes.copyOf(new byte[900 * 1024]);
    var records =
        IntStream.range(0, 7)
            .<LaneMessage>mapToObj(i ->
                new StreamRecord(
                    "app_1",
                    "label" + i,
                    1,
                    Records.DAY,
                    ZoneOffset.UTC,
                    90,
                    Records.NOON,
                    Set.of(),
                    List.of(),
                    sealed))
            .toList();
    stream.put(records, DEADLINE);
    assertAllTakenOnce(records);
    assertThat(kinesis.calls).containsExactly(5, 2);
  }

  @Test
  void splitsWhatIsTooMuchForOneCall() throws NotAcknowledgedException {
    var like = Records.of("app", Records.tracked("Opened"));
    var large =
        new StreamRecord(
            like.app(),
            like.label(),
            0,
            like.born(),
            like.zone(),
            like.retention(),
            like.received(),
            like.purposes(),
            like.facts(),
            Bytes.copyOf(new byte[900 * 1024]));
    List<LaneMessage> records = Collections.nCopies(7, large);
    stream.put(records, DEADLINE);
    assertAllTakenOnce(records);
    assertThat(kinesis.calls).containsExactly(5, 2);
  }

  @Test
  void saysSoWhenItIsRefusedUntilTheDeadline() {
    kinesis.refusing = Integer.MAX_VALUE;
    assertThatExceptionOfType(NotAcknowledgedException.class)
        .isThrownBy(() -> stream.put(records(1), DEADLINE));
    assertThat(now).isBefore(DEADLINE);
    assertThat(pauses).hasSizeBetween(5, 100);
  }

  @Test
  void saysSoWhenThereIsNoAnswer() {
    kinesis.silent = true;
    assertThatExceptionOfType(NotAcknowledgedException.class)
        .isThrownBy(() -> stream.put(records(1), DEADLINE));
  }
}
