package dev.lethe.control.restore;

import dev.lethe.control.aws.StepFunctionsTerminationWork;
import dev.lethe.control.restore.aws.DynamoLiveRegistry;
import dev.lethe.control.restore.aws.DynamoRegistryBackup;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.registry.aws.DynamoClosings;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import dev.lethe.shared.termination.Terminations;
import dev.lethe.shared.termination.aws.DynamoOpenTerminations;
import dev.lethe.shared.termination.aws.DynamoTerminations;
import dev.lethe.shared.termination.aws.Segments;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/// The steps of restoring the Registry, and of what it knows of ends when Requests are restored.
/// Needs `REGISTRY_TABLE`, `REQUESTS_TABLE`; `TERMINATION_STATE_MACHINE`, an ARN; and
/// `TERMINATION_PAUSE`, in seconds.
public final class RegistryRestoreHandler extends StepHandler {

  private final Function<String, List<String>> segments;
  private final RegistryRestore restore;
  private final EndsRenewed ends;

  public RegistryRestoreHandler() {
    this(Env.ofProcess(), Clients.of(DynamoDbClient.builder()), Clock.systemUTC());
  }

  private RegistryRestoreHandler(Env env, DynamoDbClient dynamo, Clock clock) {
    this(
        env,
        dynamo,
        new DynamoLiveRegistry(dynamo, env.required("REGISTRY_TABLE")),
        new DynamoTerminations(
            dynamo, env.required("REQUESTS_TABLE"), env.required("REGISTRY_TABLE"), clock),
        clock);
  }

  private RegistryRestoreHandler(
      Env env, DynamoDbClient dynamo, LiveRegistry live, Terminations terminations, Clock clock) {
    this(
        table -> new Segments(dynamo, table).all(),
        new RegistryRestore(
            source -> new DynamoRegistryBackup(dynamo, source, env.required("REGISTRY_TABLE")),
            live,
            terminations,
            new DynamoClosings(dynamo, env.required("REQUESTS_TABLE"))),
        new EndsRenewed(
            live,
            terminations,
            new DynamoOpenTerminations(dynamo, env.required("REQUESTS_TABLE")),
            new StepFunctionsTerminationWork(
                    Clients.of(SfnClient.builder()),
                    env.required("TERMINATION_STATE_MACHINE"),
                    env.requiredInt("TERMINATION_PAUSE", 1))
                ::start,
            clock));
  }

  /// @param segments of a table, by its name
  RegistryRestoreHandler(
      Function<String, List<String>> segments, RegistryRestore restore, EndsRenewed ends) {
    this.segments = segments;
    this.restore = restore;
    this.ends = ends;
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
      case "renew" -> ends.renew(input.text("part"), Instant.parse(input.text("at")));
      default -> throw new IllegalArgumentException("There is no such step.");
    }
    return Map.of();
  }
}
