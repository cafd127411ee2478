package dev.lethe.aggregate.erasure;

import dev.lethe.aggregate.erasure.aws.DynamoEntries;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.rights.Cases;
import dev.lethe.shared.rights.Measures;
import dev.lethe.shared.rights.Store;
import dev.lethe.shared.rights.aws.DynamoCases;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The step of an erasure that searches statistics for what is left. Needs `VAULT_TABLE` and
/// `LEDGER_TABLE`.
public final class EntriesErasureHandler extends StepHandler {

  private final Cases cases;
  private final Entries entries;
  private final Measures measures;

  public EntriesErasureHandler() {
    this(Env.ofProcess(), Clients.of(DynamoDbClient.builder()), Clock.systemUTC());
  }

  private EntriesErasureHandler(Env env, DynamoDbClient dynamo, Clock clock) {
    this(
        new DynamoCases(dynamo, env.required("VAULT_TABLE"), clock),
        new DynamoEntries(dynamo, env.required("LEDGER_TABLE")),
        clock);
  }

  EntriesErasureHandler(Cases cases, Entries entries, Clock clock) {
    this.cases = cases;
    this.entries = entries;
    this.measures = new Measures(cases, clock);
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    var id = input.caseId();
    var left =
        cases.lives(id).stream()
            .map(CaseLife::label)
            .filter(Objects::nonNull)
            .mapToLong(entries::count)
            .sum();
    measures.searched(id, Store.STATISTICS, (int) input.number("round"), left);
    return Map.of();
  }
}
