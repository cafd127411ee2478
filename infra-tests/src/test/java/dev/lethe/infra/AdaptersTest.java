package dev.lethe.infra;

import dev.lethe.aggregate.Counters;
import dev.lethe.aggregate.CountersContract;
import dev.lethe.aggregate.aws.DynamoCounters;
import dev.lethe.control.aws.DynamoEnrolment;
import dev.lethe.control.aws.DynamoSealedKeyrings;
import dev.lethe.infra.stack.Stack;
import dev.lethe.insights.Question;
import dev.lethe.insights.aws.DynamoCounterStore;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.registry.RegistryContract;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import dev.lethe.shared.vault.SealedKeyrings;
import dev.lethe.shared.vault.SealedKeyringsContract;
import org.junit.jupiter.api.Nested;
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
              counter.app(), counter.metric(), counter.dimension(), counter.day(), counter.day());
      return new DynamoCounterStore(DYNAMO, table).numbers(question).getOrDefault(counter, 0L);
    }
  }
}
