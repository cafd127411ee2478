package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.aggregate.Aggregate;
import dev.lethe.aggregate.Samples;
import dev.lethe.aggregate.StoresBuilder;
import dev.lethe.aggregate.aws.DynamoCounters;
import dev.lethe.aggregate.aws.DynamoLedger;
import dev.lethe.infra.stack.ConsumedCapacity;
import dev.lethe.infra.stack.Stack;
import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.Records;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What counting costs, in DynamoDB's own units.
class CostOfCountingTest {

  /// What SDKs for telephones collect before they send by themselves.
  private static final int EVENTS_OF_BATCH = 20;

  private static final List<String> NAMES =
      List.of("Application Opened", "Screen Shown", "Item Added", "Item Removed", "Song Played");

  private final Stack stack = Stack.running();
  private final ConsumedCapacity consumed = new ConsumedCapacity();
  private final DynamoDbClient dynamo =
      stack.client(
          DynamoDbClient.builder()
              .overrideConfiguration(settings -> settings.addExecutionInterceptor(consumed)));
  private final String ledger = stack.output("LedgerTable");
  private final String insights = stack.output("InsightsTable");
  private final String app = UUID.randomUUID().toString();
  private final long shard = ThreadLocalRandom.current().nextLong(1_000_000L);
  private int sequence;

  private final StoresBuilder stores =
      new StoresBuilder().with(new DynamoLedger(dynamo, ledger, clock()));

  private Aggregate aggregate() {
    return new Aggregate(stores.build(), Executors.newFixedThreadPool(8), clock());
  }

  private static Clock clock() {
    return Clock.fixed(Records.NOON, ZoneOffset.UTC);
  }

  /// What an SDK sends at once, so long after midnight.
  private LaneRecord batch(String label, Duration at) {
    var midnight = Records.DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
    var facts = new ArrayList<Fact>();
    for (var event = 0; event < EVENTS_OF_BATCH; event++) {
      var name = NAMES.get(event % NAMES.size());
      facts.add(Samples.ofDevice(name, midnight.plus(at).plusSeconds(event)));
    }
    sequence++;
    return Samples.delivered(
        shard, sequence, Records.under(label, Records.of(app, facts.toArray(Fact[]::new))));
  }

  /// Each batch comes in a delivery of its own; the subject sends one every five minutes.
  @Test
  void aBatchCostsTwoWriteUnitsOfTheLedgerAtMostHoweverHeavyItsSubject() {
    var aggregate = aggregate();
    var label = UUID.randomUUID().toString();
    for (var number = 0; number < 200; number++) {
      var before = consumed.written(ledger);
      var batch = batch(label, Duration.ofMinutes(5L * number));
      assertThat(aggregate.count(List.of(batch))).isEmpty();
      assertThat(consumed.written(ledger) - before).isBetween(1.0, 2.0);
    }
  }

  /// However many subjects and events are in it.
  @Test
  void aCounterCostsAWriteUnitForADelivery() {
    stores.with(new DynamoCounters(dynamo, insights));
    var aggregate = aggregate();
    var delivery = new ArrayList<LaneRecord>();
    for (var subject = 0; subject < 50; subject++) {
      delivery.add(batch(UUID.randomUUID().toString(), Duration.ofHours(9)));
    }
    aggregate.count(delivery);
    var first = consumed.written(insights);
    for (var times = 0; times < 3; times++) {
      var before = consumed.written(insights);
      aggregate.count(
          delivery.stream().map(record -> batch(record.lane(), Duration.ofHours(9))).toList());
      assertThat(consumed.written(insights) - before).isLessThanOrEqualTo(first);
    }
    assertThat(first).isLessThan(300);
  }
}
