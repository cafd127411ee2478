package dev.lethe.infra;

import dev.lethe.control.aws.DynamoEnrolment;
import dev.lethe.control.aws.DynamoSealedKeyrings;
import dev.lethe.infra.stack.Stack;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.registry.RegistryContract;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import dev.lethe.shared.vault.SealedKeyrings;
import dev.lethe.shared.vault.SealedKeyringsContract;
import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.request.RequestBookContract;
import dev.lethe.subjects.request.aws.DynamoRequestBook;
import java.time.Clock;
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
  class InDynamoRequestBook extends RequestBookContract {

    @Override
    protected RequestBook bookAt(Clock clock) {
      return new DynamoRequestBook(DYNAMO, STACK.output("RequestsTable"), clock);
    }
  }
}
