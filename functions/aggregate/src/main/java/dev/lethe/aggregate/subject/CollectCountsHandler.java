package dev.lethe.aggregate.subject;

import dev.lethe.aggregate.aws.DynamoLedger;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.goals.Goals;
import dev.lethe.shared.goals.GoalsOrder;
import dev.lethe.shared.goals.GoalsOrders;
import dev.lethe.shared.goals.aws.DynamoGoalsOrders;
import dev.lethe.shared.packages.AccessPackages;
import dev.lethe.shared.packages.aws.S3PackageObjects;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.rights.Cases;
import dev.lethe.shared.rights.aws.DynamoCases;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The step that collects what was counted, for a package. It has no keys, and cannot tell whether
/// a life is over: the step after it does, and deletes. Needs `VAULT_TABLE`, `LEDGER_TABLE` and
/// `EXPORTS_BUCKET`.
public final class CollectCountsHandler extends StepHandler {

  static final String COUNTS = "counts";

  private final Cases cases;
  private final Accounts accounts;
  private final GoalsOrders orders;
  private final AccessPackages packages;

  public CollectCountsHandler() {
    this(Env.ofProcess(), Clients.of(DynamoDbClient.builder()), Clock.systemUTC());
  }

  private CollectCountsHandler(Env env, DynamoDbClient dynamo, Clock clock) {
    this(
        new DynamoCases(dynamo, env.required("VAULT_TABLE"), clock),
        new DynamoLedger(dynamo, env.required("LEDGER_TABLE"), clock),
        new DynamoGoalsOrders(dynamo, env.required("LEDGER_TABLE")),
        new AccessPackages(
            new S3PackageObjects(Clients.of(S3Client.builder()), env.required("EXPORTS_BUCKET"))));
  }

  CollectCountsHandler(
      Cases cases, Accounts accounts, GoalsOrders orders, AccessPackages packages) {
    this.cases = cases;
    this.accounts = accounts;
    this.orders = orders;
    this.packages = packages;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    var id = input.caseId();
    var labels =
        cases.lives(id).stream().map(CaseLife::label).filter(Objects::nonNull).sorted().toList();
    // Goals that are to be forgotten are shown to nobody any more.
    var isForgotten = orders.of(id.app()).filter(GoalsOrder::isOpen).isPresent();
    for (var label : labels) {
      var account = accounts.look(label);
      var text = CountsText.of(isForgotten ? account.without(Goals::isCountedBy) : account);
      packages.keep(id, label, COUNTS, Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8)));
    }
    return Map.of("pieces", labels.size());
  }
}
