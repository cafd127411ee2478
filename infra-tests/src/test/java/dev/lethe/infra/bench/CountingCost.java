package dev.lethe.infra.bench;

import dev.lethe.aggregate.Aggregate;
import dev.lethe.aggregate.Samples;
import dev.lethe.aggregate.StoresBuilder;
import dev.lethe.aggregate.aws.DynamoCounters;
import dev.lethe.aggregate.aws.DynamoLedger;
import dev.lethe.aggregate.aws.DynamoValues;
import dev.lethe.infra.stack.ConsumedCapacity;
import dev.lethe.infra.stack.Stack;
import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.lane.aws.DynamoMarks;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.Records;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What counting costs in DynamoDB's units, as DynamoDB says itself: deliveries of a day's hours,
/// from subjects on some hundred models of telephones in some countries.
final class CountingCost {

  private static final List<String> COUNTRIES = List.of("DE", "US", "FR", "BR", "IN", "JP", "NG");
  private static final int EVENT_NAMES = 60;
  private static final int MODELS = 100;

  private final Stack stack = Stack.running();
  private final ConsumedCapacity consumed = new ConsumedCapacity();
  private final DynamoDbClient dynamo =
      stack.client(
          DynamoDbClient.builder()
              .overrideConfiguration(settings -> settings.addExecutionInterceptor(consumed)));
  private final String ledger = stack.output("LedgerTable");
  private final String insights = stack.output("InsightsTable");
  private final String app = UUID.randomUUID().toString();
  private final Random random = new Random(1);
  private final Zipf zipf = new Zipf(random);
  private final long shard = random.nextLong(1_000_000L) + System.currentTimeMillis() % 1_000_000L;
  private int sequence;

  /// Prints a line for each size of deliveries.
  static void print() {
    System.out.println(
        "What 1,000 events cost, in units of DynamoDB (20 events a batch of an SDK)");
    System.out.println();
    System.out.println(
        "| batches of a delivery | Ledger, written | counters, written | Ledger, read |");
    System.out.println("|---|---|---|---|");
    for (var batches : new int[] {1, 10, 100, 500}) {
      new CountingCost().print(batches);
    }
    System.out.println();
  }

  private void print(int batches) {
    try (var threads = Executors.newFixedThreadPool(8)) {
      print(batches, threads);
    }
  }

  private void print(int batches, Executor threads) {
    var clock = Clock.fixed(Records.NOON, ZoneOffset.UTC);
    var aggregate =
        new Aggregate(
            new StoresBuilder()
                .with(new DynamoLedger(dynamo, ledger, clock))
                .with(new DynamoCounters(dynamo, insights))
                .with(new DynamoMarks(dynamo, ledger, clock, ""))
                .withValues(new DynamoValues(dynamo, insights, clock))
                .build(),
            threads,
            clock);
    var subjects = new ArrayList<Map<Dimension, String>>();
    for (var subject = 0; subject < Math.max(200, batches); subject++) {
      subjects.add(device());
    }
    var ledgerBefore = consumed.written(ledger);
    var countersBefore = consumed.written(insights);
    var readBefore = consumed.read(ledger);
    var total = Math.max(batches, 200);
    var events = 0;
    for (var sent = 0; sent < total; sent += batches) {
      var delivery = new ArrayList<LaneRecord>();
      for (var batch = 0; batch < batches; batch++) {
        delivery.add(batch((sent + batch) % subjects.size(), subjects, sent));
        events += 20;
      }
      if (aggregate.count(delivery).isPresent()) {
        throw new IllegalStateException("A delivery was not counted.");
      }
    }
    var scale = 1_000.0 / events;
    System.out.printf(
        "| %,d | %.0f | %.0f | %.0f |%n",
        batches,
        (consumed.written(ledger) - ledgerBefore) * scale,
        (consumed.written(insights) - countersBefore) * scale,
        (consumed.read(ledger) - readBefore) * scale);
  }

  private Map<Dimension, String> device() {
    var device = new HashMap<Dimension, String>();
    device.put(Dimension.COUNTRY, COUNTRIES.get(zipf.below(COUNTRIES.size())));
    device.put(Dimension.MODEL, "Model " + zipf.below(MODELS));
    device.put(Dimension.APP_VERSION, "3." + zipf.below(5));
    device.put(Dimension.OS_VERSION, "18." + zipf.below(8));
    return device;
  }

  private LaneRecord batch(int subject, List<Map<Dimension, String>> subjects, int minute) {
    var midnight = Records.DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
    var facts = new ArrayList<Fact>();
    for (var event = 0; event < 20; event++) {
      var time = midnight.plus(Duration.ofMinutes(minute % 1_000)).plusSeconds(event);
      var fact = Samples.ofDevice("Event " + zipf.below(EVENT_NAMES), time);
      facts.add(Samples.with(fact, subjects.get(subject)));
    }
    sequence++;
    return Samples.delivered(
        shard, sequence, Records.under(app + subject, Records.of(app, facts.toArray(Fact[]::new))));
  }
}
