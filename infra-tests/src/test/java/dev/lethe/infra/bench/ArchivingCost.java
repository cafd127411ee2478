package dev.lethe.infra.bench;

import dev.lethe.archive.Archive;
import dev.lethe.archive.Stores;
import dev.lethe.archive.aws.DynamoCheckpoints;
import dev.lethe.archive.aws.DynamoLabelIndex;
import dev.lethe.archive.aws.DynamoStandings;
import dev.lethe.archive.aws.S3ArchiveObjects;
import dev.lethe.archive.parquet.ParquetFiles;
import dev.lethe.infra.stack.ConsumedCapacity;
import dev.lethe.infra.stack.S3Requests;
import dev.lethe.infra.stack.Stack;
import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.lane.Lineage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// What archiving costs, as S3 and DynamoDB are asked, on a shard that is not split.
final class ArchivingCost {

  private static final int[] RECORDS = {1, 10, 100, 500, 5_000};
  private static final int[] EVENTS = {1, 20};

  /// Enough of them that what a shard costs once does not show.
  private static final int DELIVERIES = 20;

  private static final int A_DAY = 86_400;

  /// What Lambda hands over at once, and how long the template has it wait for that.
  private static final long DELIVERY_BYTES = 6L << 20;

  private static final int DELAY = 300;
  private static final int HOURS = 24;

  private final Stack stack = Stack.running();
  private final ConsumedCapacity consumed = new ConsumedCapacity();
  private final S3Requests asked = new S3Requests();
  private final String ledger = stack.output("LedgerTable");
  private final Archived records =
      new Archived(
          List.of(UUID.randomUUID().toString()),
          ThreadLocalRandom.current().nextLong(1_000_000_000_000L));

  /// Prints a line for each size of deliveries and of records, and one for each size of a stack.
  static void print() {
    System.out.println("What a million events cost in the archive, each record of another subject");
    System.out.println();
    System.out.println(
        "| records of a delivery | events of a record | `PutObject` | other requests to S3 | MB"
            + " | written units | read units |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (var events : EVENTS) {
      for (var number : RECORDS) {
        new ArchivingCost().print(number, events);
      }
    }
    System.out.println();
    System.out.println("A day, with 20 events in a record");
    System.out.println();
    System.out.println(
        "| events a second | shards | records of an object | its size, KB | objects | written"
            + " units, thousands |");
    System.out.println("|---|---|---|---|---|---|");
    aDay(1, 4);
    aDay(200, 4);
    aDay(10_000, 8);
    System.out.println();
  }

  private void print(int number, int events) {
    var archive = archive();
    var deliveries = number >= 500 ? 2 : DELIVERIES;
    for (var delivery = 0; delivery < deliveries; delivery++) {
      if (archive.store(delivery(number, events)).isPresent()) {
        throw new IllegalStateException("A delivery was not archived.");
      }
    }
    var scale = 1e6 / ((double) deliveries * number * events);
    var requests = asked.byKind();
    var all = requests.values().stream().mapToLong(Long::longValue).sum();
    var puts = requests.getOrDefault("PutObject", 0L);
    System.out.printf(
        "| %,d | %d | %,.0f | %,.0f | %,.0f | %,.0f | %,.0f |%n",
        number,
        events,
        puts * scale,
        (all - puts) * scale,
        asked.bytes() * scale / 1e6,
        consumed.written(ledger) * scale,
        consumed.read(ledger) * scale);
  }

  private List<LaneRecord> delivery(int number, int events) {
    var delivery = new ArrayList<LaneRecord>();
    for (var record = 0; record < number; record++) {
      delivery.add(records.next(events));
    }
    return delivery;
  }

  /// What follows for a day: a delivery is over when it is full, when it is time, and when an hour
  /// is. The bytes are measured, on a delivery of that size.
  private static void aDay(int eventsASecond, int shards) {
    var cost = new ArchivingCost();
    var recordsASecond = eventsASecond / 20.0 / shards;
    // Lambda hands bytes over in base64.
    var bytes = cost.records.next(20).bytes().toArray().length * 4 / 3;
    var full = (double) DELIVERY_BYTES / bytes;
    var seconds = Math.min(DELAY, full / recordsASecond);
    var number = Math.max(1, (int) Math.round(recordsASecond * seconds));
    var objects = shards * (A_DAY / seconds + HOURS);
    cost.archive().store(cost.delivery(number, 20));
    System.out.printf(
        "| %,d | %d | %,d | %,.0f | %,.0f | %,.0f |%n",
        eventsASecond,
        shards,
        number,
        cost.asked.bytes() / 1024.0,
        objects,
        cost.consumed.written(cost.ledger) * objects / 1e3);
  }

  private Archive archive() {
    var clock = Clock.systemUTC();
    var dynamo =
        stack.client(
            DynamoDbClient.builder()
                .overrideConfiguration(settings -> settings.addExecutionInterceptor(consumed)));
    var s3 =
        stack.client(
            S3Client.builder()
                .forcePathStyle(true)
                .overrideConfiguration(settings -> settings.addExecutionInterceptor(asked)));
    return new Archive(
        new Stores(
            new ParquetFiles(),
            new S3ArchiveObjects(s3, stack.output("ArchiveBucket")),
            new DynamoCheckpoints(dynamo, ledger, clock),
            new DynamoLabelIndex(dynamo, ledger, clock),
            new DynamoStandings(dynamo, ledger, clock),
            (app, labels) -> Map.of(),
            (record, why) -> {},
            new NeverSplit(),
            (token, found) -> {},
            _ -> Set.of(),
            _ -> Optional.empty()),
        Runnable::run);
  }

  private static final class NeverSplit implements Lineage {

    @Override
    public List<Long> parents(long shard) {
      return List.of();
    }

    @Override
    public boolean hasEnded(long shard, @Nullable String after) {
      return false;
    }
  }
}
