package dev.lethe.insights;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.lethe.insights.aws.DynamoCounterStore;
import dev.lethe.shared.access.CustomerAccess;
import dev.lethe.shared.access.OwnApplications;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.registry.aws.DynamoKeyUses;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The function that answers questions, at any time.
public final class Desk {

  private final InsightsHandler handler;

  /// @param registry a table
  /// @param insights a table
  public Desk(DynamoDbClient dynamo, String registry, String insights, Clock clock) {
    this.handler =
        new InsightsHandler(
            new OwnApplications(
                new CustomerAccess(
                    new DynamoRegistry(dynamo, registry),
                    new DynamoKeyUses(dynamo, registry),
                    Integer.MAX_VALUE,
                    clock),
                clock),
            new DynamoCounterStore(dynamo, insights),
            1,
            clock);
  }

  public APIGatewayProxyResponseEvent ask(APIGatewayProxyRequestEvent question) {
    return handler.handleRequest(question, new TestLambdaContext());
  }
}
