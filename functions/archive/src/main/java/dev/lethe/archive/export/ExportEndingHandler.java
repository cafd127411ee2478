package dev.lethe.archive.export;

import dev.lethe.archive.export.aws.DynamoExports;
import dev.lethe.archive.export.aws.StepFunctionsRuns;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import dev.lethe.shared.termination.aws.DynamoTerminations;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/// The steps of a termination at exports: `export`, until the export of a migration is collected,
/// and `end_exports`, after which none is begun or shown any more. Needs `REQUESTS_TABLE`,
/// `REGISTRY_TABLE` and `EXPORTS_STATE_MACHINE`, an ARN.
public final class ExportEndingHandler extends StepHandler {

  private final MigrationExport migration;

  public ExportEndingHandler() {
    this(Env.ofProcess(), Clients.of(DynamoDbClient.builder()), Clock.systemUTC());
  }

  private ExportEndingHandler(Env env, DynamoDbClient dynamo, Clock clock) {
    this(
        new MigrationExport(
            new DynamoTerminations(
                dynamo, env.required("REQUESTS_TABLE"), env.required("REGISTRY_TABLE"), clock),
            new DynamoExports(dynamo, env.required("REQUESTS_TABLE"), clock),
            new StepFunctionsRuns(
                Clients.of(SfnClient.builder()), env.required("EXPORTS_STATE_MACHINE")),
            new SecureRandom(),
            clock));
  }

  ExportEndingHandler(MigrationExport migration) {
    this.migration = migration;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    return switch (input.text("step")) {
      case "export" -> Map.of("isOver", migration.isOver(input.customer(), input.text("app")));
      case "end_exports" -> {
        migration.endAll(input.customer(), input.text("app"));
        yield Map.of();
      }
      default -> throw new IllegalArgumentException("There is no such step.");
    };
  }
}
