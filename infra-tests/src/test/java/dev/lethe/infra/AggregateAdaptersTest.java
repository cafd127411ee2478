package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.aggregate.Counters;
import dev.lethe.aggregate.CountersContract;
import dev.lethe.aggregate.Entry;
import dev.lethe.aggregate.EntryCodec;
import dev.lethe.aggregate.Header;
import dev.lethe.aggregate.Ledger;
import dev.lethe.aggregate.LedgerContract;
import dev.lethe.aggregate.aws.DynamoCounters;
import dev.lethe.aggregate.aws.DynamoLedger;
import dev.lethe.aggregate.aws.DynamoTakings;
import dev.lethe.aggregate.aws.DynamoValues;
import dev.lethe.aggregate.aws.EntryItem;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Stores;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Failures;
import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.lane.MarksContract;
import dev.lethe.shared.lane.MovingMarks;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.lane.aws.DynamoMarks;
import dev.lethe.shared.lane.aws.FailureFolder;
import dev.lethe.shared.lane.aws.LedgerItem;
import dev.lethe.shared.lane.aws.S3Failures;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.Records;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.lambda.powertools.metrics.MetricsFactory;

/// The contracts of what `aggregate` reads and writes, held by the adapters on the stack's own
/// tables.
class AggregateAdaptersTest {

  private static final Stack STACK = Stack.running();
  private static final DynamoDbClient DYNAMO = STACK.client(DynamoDbClient.builder());
  private static final String LEDGER = STACK.output("LedgerTable");
  private static final String INSIGHTS = STACK.output("InsightsTable");

  private static Clock at(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  private static Clock today() {
    return at(Records.NOON);
  }

  @Nested
  class InDynamoCounters extends CountersContract {

    @Override
    protected Counters counters() {
      return new DynamoCounters(DYNAMO, INSIGHTS);
    }
  }

  @Nested
  class InDynamoMarks extends MarksContract {

    @Override
    protected MovingMarks marks() {
      return new DynamoMarks(DYNAMO, LEDGER, today(), "");
    }

    @Override
    protected void skip(Position position) {
      DYNAMO.putItem(put ->
          put.tableName(LEDGER)
              .item(
                  Map.of(
                      LedgerItem.LABEL, fromS(LedgerItem.shard(position.shard())),
                      LedgerItem.ITEM, fromS(DynamoMarks.SKIP + position.sequence()))));
    }
  }

  @Nested
  class InDynamoLedger extends LedgerContract {

    private final String label = UUID.randomUUID().toString();
    private final LocalDate day = Records.DAY.minusDays(20);

    private Ledger at(Instant now) {
      return new DynamoLedger(DYNAMO, LEDGER, AggregateAdaptersTest.at(now));
    }

    @Override
    protected Ledger ledger() {
      return at(Records.NOON);
    }

    private Entry entry() {
      var counter = CounterKey.ofDay("app_1", Metric.INTAKE, Records.DAY);
      return new Entry(
          Position.of("shardId-000000000000:1"),
          0,
          0,
          0,
          List.of(Records.digest()),
          List.of(),
          Map.of(counter, Numbers.of(1)));
    }

    /// Ninety days after the last day that it changes a counter of, and not shown a day later,
    /// whatever the table still holds.
    @Test
    void whatIsPastItsTimeIsNotThere() {
      assertThat(ledger().append(label, day, 0, entry())).isTrue();
      var last = Records.DAY.plusDays(91).atStartOfDay(ZoneOffset.UTC).toInstant();
      assertThat(at(last.minusSeconds(1)).read(label, day).filed()).hasSize(1);
      assertThat(at(last).read(label, day).filed()).isEmpty();
      assertThat(at(last).append(label, day, 0, entry())).isTrue();
    }

    /// Whoever adds an entry has read the header that it names.
    @Test
    void aHeaderThatIsReadInTimeOutlivesTheEntriesThatNameIt() {
      var header = Header.NONE.withSkewed(day, day);
      assertThat(ledger().write(label, header)).isTrue();
      for (var days = 100; days <= 500; days += 100) {
        var now = Records.NOON.plus(Duration.ofDays(days));
        assertThat(at(now).read(label, day).header()).isEqualTo(header.written());
      }
      var last = Records.NOON.plus(Duration.ofDays(500));
      assertThat(at(last.plus(Duration.ofDays(99))).write(label, header.written())).isTrue();
      assertThat(at(last.plus(Duration.ofDays(99 + 131))).read(label, day).header())
          .isEqualTo(Header.NONE);
    }

    /// A page of DynamoDB's is a megabyte.
    @Test
    void manyEntriesAreReadAndEmptied() {
      var digests = IntStream.range(0, 5_000).mapToObj(i -> Records.digest()).toList();
      var large =
          new Entry(Position.of("shardId-000000000000:1"), 0, 0, 0, digests, List.of(), Map.of());
      for (var number = 0; number < 110; number++) {
        assertThat(ledger().append(label, day, number, large)).isTrue();
      }
      var account = ledger().read(label, LocalDate.EPOCH);
      assertThat(account.filed()).hasSize(110);
      assertThat(account.filed().stream().mapToInt(filed -> filed.bytes()).sum())
          .isGreaterThan(1 << 20);
      ledger().empty(label, account.filed(), 0);
      assertThat(ledger().read(label, LocalDate.EPOCH).filed())
          .hasSize(110)
          .allSatisfy(filed -> assertThat(filed.entry()).isNull());
    }
  }

  @Nested
  class InDynamoValues {

    private final String app = UUID.randomUUID().toString();

    private DynamoValues values() {
      return new DynamoValues(DYNAMO, INSIGHTS, today());
    }

    private boolean admit(DynamoValues values, int value) {
      return values.admit(app, Dimension.EVENT, Records.DAY, "Made up " + value);
    }

    @Test
    void theFirstSoManyAreAdmittedAndStaySo() {
      var first = values();
      var second = values();
      var admitted = new HashMap<Integer, Boolean>();
      for (var value = 0; value < 520; value++) {
        admitted.put(value, admit(value % 2 == 0 ? first : second, value));
      }
      assertThat(admitted.values().stream().filter(yes -> yes)).hasSize(500);
      for (var container : List.of(first, second, values())) {
        admitted.forEach((value, yes) -> assertThat(admit(container, value)).isEqualTo(yes));
      }
    }

    @Test
    void daysAndDimensionsAndApplicationsAreApart() {
      var values = values();
      for (var value = 0; value < 501; value++) {
        admit(values, value);
      }
      assertThat(admit(values, 501)).isFalse();
      assertThat(values.admit(app, Dimension.MODEL, Records.DAY, "new")).isTrue();
      assertThat(values.admit(app, Dimension.EVENT, Records.DAY.plusDays(1), "new")).isTrue();
      assertThat(values.admit(app + "x", Dimension.EVENT, Records.DAY, "new")).isTrue();
    }
  }

  @Nested
  class InS3Failures {

    private final S3Client s3 = STACK.client(S3Client.builder().forcePathStyle(true));
    private final String bucket = STACK.output("FailuresBucket");
    private final S3Failures failures =
        new S3Failures(
            s3,
            bucket,
            MetricsFactory.getMetricsInstance(),
            "aggregate",
            Map.of(Failures.Reason.UNDECODABLE, FailureFolder.UNDECODABLE));
    private final long shard = ThreadLocalRandom.current().nextLong(1_000_000_000_000L);

    private LaneRecord passedOver(String lane, String content) {
      return new LaneRecord(
          Position.of("shardId-%012d:7".formatted(shard)),
          "7",
          lane,
          Instant.now(),
          Bytes.copyOf(content.getBytes(StandardCharsets.UTF_8)));
    }

    /// What another consumer keeps.
    @Test
    void whatHasNoFolderIsNotKept() {
      failures.keep(passedOver("AAAA_-9", "skipped"), Failures.Reason.SKIPPED);
      assertThat(s3.listObjectsV2(list -> list.bucket(bucket)).contents())
          .noneMatch(object -> object.key().contains("/%012d/".formatted(shard)));
    }

    private ResponseBytes<GetObjectResponse> kept() {
      return kept("nobody");
    }

    private ResponseBytes<GetObjectResponse> kept(String whose) {
      var key = "undecodable/%s/%012d/%s".formatted(whose, shard, "0".repeat(55) + "7");
      return s3.getObjectAsBytes(get -> get.bucket(bucket).key(key));
    }

    @Test
    void whatIsKeptHasItsLaneAndIsNotWrittenOver() {
      failures.keep(passedOver("AAAA_-9", "first"), Failures.Reason.UNDECODABLE);
      failures.keep(passedOver("AAAA_-9", "second"), Failures.Reason.UNDECODABLE);
      assertThat(kept().asUtf8String()).isEqualTo("first");
      assertThat(kept().response().metadata()).containsEntry("lane", "AAAA_-9");
    }

    @Test
    void whatIsOfALabelIsKeptUnderIt() {
      var label = "AAAAAAAAAAAAAAAAAAA_-9";
      failures.keep(passedOver(label, "of a subject"), Failures.Reason.UNDECODABLE);
      assertThat(kept(label).asUtf8String()).isEqualTo("of a subject");
      assertThat(kept(label).response().metadata()).containsEntry("lane", label);
    }

    /// It takes the operator's own permissions to put such a record on the stream; nothing may
    /// stand in a shard's way.
    @Test
    void aLaneThatIsNoneOfOursIsNotNoted() {
      failures.keep(passedOver("line\nbreak: ä", "odd"), Failures.Reason.UNDECODABLE);
      assertThat(kept().asUtf8String()).isEqualTo("odd");
      assertThat(kept().response().metadata()).isEmpty();
    }
  }

  /// What a command took off is found by the day, without whose it was, and stands once.
  @Test
  void whatCommandsTookOffIsKept() {
    var taken = new HashMap<CounterKey, Numbers>();
    var app = UUID.randomUUID().toString();
    for (var value = 0; value < 2_500; value++) {
      taken.put(
          new CounterKey(app, Metric.EVENTS, Dimension.EVENT, Records.DAY, "E" + value),
          new Numbers(-value - 1, -1, 0, 0));
    }
    var command =
        new Position(ThreadLocalRandom.current().nextLong(1_000_000_000_000L), "0".repeat(56));
    var takings = new DynamoTakings(DYNAMO, LEDGER, today());
    takings.keep(command, Records.NOON, taken);
    takings.keep(command, Records.NOON, Map.of(taken.keySet().iterator().next(), Numbers.of(-1)));
    var found = new HashMap<CounterKey, Numbers>();
    new Stores()
        .items("LedgerTable")
        .filter(item -> fromS("taken#" + Records.DAY).equals(item.get(LedgerItem.LABEL)))
        .map(item -> item.get(EntryItem.ENTRY))
        .flatMap(value ->
            value == null ? Stream.empty() : Stream.of(EntryCodec.decode(value.b().asByteArray())))
        .filter(entry -> entry.position().equals(command))
        .forEach(entry ->
            entry
                .deltas()
                .forEach((counter, numbers) -> found.merge(counter, numbers, Numbers::plus)));
    assertThat(found).isEqualTo(taken);
  }
}
