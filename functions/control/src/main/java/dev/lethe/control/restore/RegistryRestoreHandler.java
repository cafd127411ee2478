package dev.lethe.control.restore;

import dev.lethe.control.restore.aws.DynamoLiveRegistry;
import dev.lethe.control.restore.aws.DynamoRegistryBackup;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.registry.aws.DynamoClosedFeatures;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import dev.lethe.shared.termination.aws.DynamoTerminations;
import dev.lethe.shared.termination.aws.Segments;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The steps of restoring the Registry. Needs `REGISTRY_TABLE` and `REQUESTS_TABLE`.
public final class RegistryRestoreHandler extends StepHandler {

  private final Function<String, List<String>> segments;
  private final RegistryRestore restore;

  public RegistryRestoreHandler() {
    this(Env.ofProcess(), Clients.of(DynamoDbClient.builder()));
  }

  private RegistryRestoreHandler(Env env, DynamoDbClient dynamo) {
    this(
        table -> new Segments(dynamo, table).all(),
        new RegistryRestore(
            source -> new DynamoRegistryBackup(dynamo, source, env.required("REGISTRY_TABLE")),
            new DynamoLiveRegistry(dynamo, env.required("REGISTRY_TABLE")),
            new DynamoTerminations(
                dynamo,
                env.required("REQUESTS_TABLE"),
                env.required("REGISTRY_TABLE"),
                Clock.systemUTC()),
            new DynamoClosedFeatures(dynamo, env.required("REQUESTS_TABLE"))));
  }

  /// @param segments of a table, by its name
  RegistryRestoreHandler(Function<String, List<String>> segments, RegistryRestore restore) {
    this.segments = segments;
    this.restore = restore;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    var source = input.text("source");
    switch (input.text("step")) {
      case "plan" -> {
        return Map.of("parts", segments.apply(source));
      }
      case "copy" -> restore.copy(source, input.text("part"), Instant.parse(input.text("at")));
      case "link" -> restore.link(input.text("part"));
      default -> throw new IllegalArgumentException("There is no such step.");
    }
    return Map.of();
  }
}
