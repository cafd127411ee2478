package dev.lethe.aggregate.restore;

import dev.lethe.aggregate.aws.DynamoInsights;
import dev.lethe.aggregate.aws.DynamoLedgerParts;
import dev.lethe.aggregate.aws.S3WorkFiles;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.goals.aws.DynamoGoalsOrders;
import dev.lethe.shared.lane.aws.DynamoMarks;
import dev.lethe.shared.registry.aws.DynamoGoneApplications;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The steps of restoring statistics. Needs `LEDGER_TABLE`, `INSIGHTS_TABLE`, `REGISTRY_TABLE` and
/// `AUDITS_BUCKET`.
public final class InsightsRestoreHandler extends StepHandler {

  private final InsightsRestore restore;

  public InsightsRestoreHandler() {
    this(Env.ofProcess(), Clients.of(DynamoDbClient.builder()), Clock.systemUTC());
  }

  private InsightsRestoreHandler(Env env, DynamoDbClient dynamo, Clock clock) {
    this(
        new InsightsRestore(
            new DynamoLedgerParts(dynamo, env.required("LEDGER_TABLE")),
            new DynamoMarks(dynamo, env.required("LEDGER_TABLE"), clock, ""),
            new DynamoInsights(dynamo, env.required("INSIGHTS_TABLE")),
            source -> new DynamoInsights(dynamo, source),
            new S3WorkFiles(
                new S3Bucket(Clients.of(S3Client.builder()), env.required("AUDITS_BUCKET"))),
            new DynamoGoneApplications(dynamo, env.required("REGISTRY_TABLE")),
            new DynamoGoalsOrders(dynamo, env.required("LEDGER_TABLE")),
            clock));
  }

  InsightsRestoreHandler(InsightsRestore restore) {
    this.restore = restore;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    var run = input.text("run");
    switch (input.text("step")) {
      case "plan" -> {
        var folder = restore.plan(run, input.text("source"), Instant.parse(input.text("at")));
        return Map.of("segments", folder.segmentsName(), "parts", folder.partsName());
      }
      case "read" -> restore.read(run, number(input));
      case "clear" -> restore.clear(run, number(input));
      case "copy" -> restore.copy(run, number(input));
      case "put" -> restore.put(run, number(input));
      case "end" -> restore.end(run);
      default -> throw new IllegalArgumentException("There is no such step.");
    }
    return Map.of();
  }

  private static int number(StepInput input) {
    return Math.toIntExact(input.number("number"));
  }
}
