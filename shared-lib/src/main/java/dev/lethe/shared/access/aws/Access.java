package dev.lethe.shared.access.aws;

import dev.lethe.shared.access.CustomerAccess;
import dev.lethe.shared.access.OwnApplications;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.registry.aws.DynamoKeyUses;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// How customers come in, by the Registry table.
public final class Access {

  private Access() {}

  /// Needs `REGISTRY_TABLE`; and `CALLS_PER_MINUTE`, how often a key is used in a minute at most.
  public static OwnApplications of(Env env, DynamoDbClient dynamo, Clock clock) {
    var table = env.required("REGISTRY_TABLE");
    return new OwnApplications(
        new CustomerAccess(
            new DynamoRegistry(dynamo, table),
            new DynamoKeyUses(dynamo, table),
            env.requiredInt("CALLS_PER_MINUTE", 1),
            clock),
        clock);
  }
}
