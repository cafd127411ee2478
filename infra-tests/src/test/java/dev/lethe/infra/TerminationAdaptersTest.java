package dev.lethe.infra;

import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import dev.lethe.shared.termination.Measurements;
import dev.lethe.shared.termination.MeasurementsContract;
import dev.lethe.shared.termination.Terminations;
import dev.lethe.shared.termination.TerminationsContract;
import dev.lethe.shared.termination.aws.DynamoMeasurements;
import dev.lethe.shared.termination.aws.DynamoTerminations;
import java.time.Clock;
import org.junit.jupiter.api.Nested;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class TerminationAdaptersTest {

  private static final Stack STACK = Stack.running();
  private static final DynamoDbClient DYNAMO = STACK.client(DynamoDbClient.builder());

  @Nested
  class OfTerminations extends TerminationsContract {

    private final Registry registry = new DynamoRegistry(DYNAMO, STACK.output("RegistryTable"));

    @Override
    protected Terminations terminations() {
      return new DynamoTerminations(
          DYNAMO, STACK.output("RequestsTable"), STACK.output("RegistryTable"));
    }

    @Override
    protected Registry registry() {
      return registry;
    }

    @Override
    protected Application application() {
      return registry.application(Tenant.enrol("Ending").appId()).orElseThrow();
    }
  }

  @Nested
  class OfMeasurements extends MeasurementsContract {

    @Override
    protected Measurements measurements() {
      return new DynamoMeasurements(
          DYNAMO, STACK.output("RequestsTable"), Clock.systemUTC());
    }
  }
}
