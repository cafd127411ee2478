package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.aggregate.Chunk;
import dev.lethe.aggregate.Counters;
import dev.lethe.aggregate.CountersContract;
import dev.lethe.aggregate.Entry;
import dev.lethe.aggregate.Ledger;
import dev.lethe.aggregate.LedgerContract;
import dev.lethe.aggregate.Position;
import dev.lethe.aggregate.aws.DynamoCounters;
import dev.lethe.aggregate.aws.DynamoLedger;
import dev.lethe.control.aws.DynamoEnrolment;
import dev.lethe.control.aws.DynamoSealedKeyrings;
import dev.lethe.infra.stack.Stack;
import dev.lethe.insights.Question;
import dev.lethe.insights.aws.DynamoCounterStore;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.registry.RegistryContract;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import dev.lethe.shared.vault.SealedKeyrings;
import dev.lethe.shared.vault.SealedKeyringsContract;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The contracts of the ports, held by the adapters on the stack's own tables.
class AdaptersTest {

  private static final Stack STACK = Stack.running();
  private static final DynamoDbClient DYNAMO = STACK.client(DynamoDbClient.builder());

  @Nested
  class InDynamoRegistry extends RegistryContract {

    private final String table = STACK.output("RegistryTable");

    @Override
    protected Registry registry() {
      return new DynamoRegistry(DYNAMO, table);
    }

    @Override
    protected Enrolment enrolment() {
      return new DynamoEnrolment(DYNAMO, table, STACK.output("VaultTable"));
    }
  }

  @Nested
  class InDynamoSealedKeyrings extends SealedKeyringsContract {

    private final String vault = STACK.output("VaultTable");

    @Override
    protected Enrolment enrolment() {
      return new DynamoEnrolment(DYNAMO, STACK.output("RegistryTable"), vault);
    }

    @Override
    protected SealedKeyrings keyrings() {
      return new DynamoSealedKeyrings(DYNAMO, vault);
    }
  }

  @Nested
  class InDynamoCounters extends CountersContract {

    private final String table = STACK.output("InsightsTable");

    @Override
    protected Counters counters() {
      return new DynamoCounters(DYNAMO, table);
    }

    @Override
    protected long number(CounterKey counter) {
      var question =
          new Question(
              counter.app(),
              counter.metric(),
              counter.bucket().interval(),
              counter.dimension(),
              counter.day(),
              counter.day());
      return new DynamoCounterStore(DYNAMO, table).numbers(question).getOrDefault(counter, 0L);
    }
  }

  @Nested
  class InDynamoLedger extends LedgerContract {

    private final String table = STACK.output("LedgerTable");

    private Ledger at(Clock clock) {
      return new DynamoLedger(DYNAMO, table, clock);
    }

    @Override
    protected Ledger ledger() {
      return at(Clock.fixed(Records.NOON, ZoneOffset.UTC));
    }

    /// Ninety days after the last day that it changes a counter of, and not shown a day later,
    /// whatever the table still holds.
    @Test
    void whatIsPastItsTimeIsNotThere() {
      var label = UUID.randomUUID().toString();
      var day = Records.DAY.minusDays(20);
      var entry =
          new Entry(
              Position.of("shardId-000000000000:1"),
              0,
              0,
              List.of(Records.digest()),
              Map.of(CounterKey.ofDay("app_1", Metric.INTAKE, Records.DAY), 1L));
      assertThat(ledger().open(label, day, null, Chunk.opened(0, entry))).isTrue();
      var last = Records.DAY.plusDays(91).atStartOfDay(ZoneOffset.UTC).toInstant();
      assertThat(at(Clock.fixed(last.minusSeconds(1), ZoneOffset.UTC)).chunks(label, day))
          .hasSize(1);
      assertThat(at(Clock.fixed(last, ZoneOffset.UTC)).chunks(label, day)).isEmpty();
    }
  }
}
