package dev.lethe.subjects.restore;

import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import dev.lethe.shared.termination.aws.DynamoOpenTerminations;
import dev.lethe.shared.termination.aws.DynamoTerminations;
import dev.lethe.shared.termination.aws.Segments;
import dev.lethe.subjects.receipt.aws.DynamoReceiptChain;
import dev.lethe.subjects.receipt.aws.DynamoReceiptCopies;
import dev.lethe.subjects.receipt.aws.S3ReceiptSafe;
import dev.lethe.subjects.request.aws.DynamoOpenRequests;
import dev.lethe.subjects.request.aws.DynamoRequestBook;
import dev.lethe.subjects.request.aws.DynamoRequestGroups;
import dev.lethe.subjects.restore.aws.DynamoBackup;
import dev.lethe.subjects.restore.aws.DynamoStandingRegister;
import dev.lethe.subjects.restore.aws.DynamoVaultStates;
import dev.lethe.subjects.restore.aws.StepFunctionsWorkSeen;
import dev.lethe.subjects.watch.aws.StepFunctionsAttempts;
import dev.lethe.subjects.work.aws.DynamoSubjects;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/// The steps of restoring requests. Needs `REQUESTS_TABLE`, `REGISTRY_TABLE`, `VAULT_TABLE`,
/// `RECEIPTS_BUCKET`, and `REQUESTS_STATE_MACHINE`, an ARN.
public final class RequestsRestoreHandler extends StepHandler {

  private final Function<String, List<String>> segments;
  private final String vault;
  private final RequestsRestore restore;

  public RequestsRestoreHandler() {
    this(Env.ofProcess(), Clients.of(DynamoDbClient.builder()), Clock.systemUTC());
  }

  private RequestsRestoreHandler(Env env, DynamoDbClient dynamo, Clock clock) {
    this(
        table -> new Segments(dynamo, table).all(),
        env.required("VAULT_TABLE"),
        restore(
            env,
            dynamo,
            new DynamoVaultStates(dynamo, env.required("VAULT_TABLE")),
            new DynamoReceiptChain(dynamo, env.required("REQUESTS_TABLE"), clock),
            new DynamoRegistry(dynamo, env.required("REGISTRY_TABLE")),
            clock));
  }

  private static RequestsRestore restore(
      Env env,
      DynamoDbClient dynamo,
      VaultStates vault,
      DynamoReceiptChain chain,
      DynamoRegistry registry,
      Clock clock) {
    var requests = env.required("REQUESTS_TABLE");
    var machine = env.required("REQUESTS_STATE_MACHINE");
    var machines = Clients.of(SfnClient.builder());
    return new RequestsRestore(
        source -> new Copying(new DynamoBackup(dynamo, source, requests), vault, clock),
        new RegisterFromVault(vault, new DynamoStandingRegister(dynamo, requests), clock),
        new ReceiptsFromSafe(
            new S3ReceiptSafe(Clients.of(S3Client.builder()), env.required("RECEIPTS_BUCKET")),
            new DynamoReceiptCopies(dynamo, requests, clock)),
        new RequestsSettled(
            new RequestsSettled.Records(
                new DynamoOpenRequests(dynamo, requests),
                new DynamoRequestBook(dynamo, requests, clock),
                new DynamoRequestGroups(dynamo, requests, clock),
                chain),
            new RequestsSettled.Known(
                new DynamoSubjects(dynamo, env.required("VAULT_TABLE"), clock),
                vault,
                new StepFunctionsWorkSeen(
                    machines, new StepFunctionsAttempts(machines, machine), machine),
                registry),
            clock),
        new TerminationsSettled(
            new DynamoOpenTerminations(dynamo, requests),
            new DynamoTerminations(dynamo, requests, env.required("REGISTRY_TABLE"), clock),
            chain,
            registry,
            clock));
  }

  /// @param segments of a table, by its name
  /// @param vault the Vault table's name
  RequestsRestoreHandler(
      Function<String, List<String>> segments, String vault, RequestsRestore restore) {
    this.segments = segments;
    this.vault = vault;
    this.restore = restore;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    var step = input.text("step");
    var source = input.text("source");
    if (step.equals("plan")) {
      return Map.of("parts", segments.apply(source), "ofVault", segments.apply(vault));
    }
    restore.take(step, source, input.text("part"));
    return Map.of();
  }
}
