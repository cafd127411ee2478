package dev.lethe.subjects.rectification;

import dev.lethe.shared.aws.BatchRead;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import dev.lethe.shared.rights.aws.DynamoCases;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import dev.lethe.shared.vault.aws.DynamoLabelledSubjects;
import dev.lethe.shared.vault.aws.HeldKeyrings;
import dev.lethe.shared.vault.aws.KmsKeyrings;
import dev.lethe.subjects.cases.aws.DynamoKeyrings;
import dev.lethe.subjects.rectification.aws.DynamoCorrections;
import dev.lethe.subjects.rectification.aws.DynamoProfiles;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;

/// The step that puts right what is wrong about a subject. Needs `REGISTRY_TABLE` and
/// `VAULT_TABLE`.
public final class RectifyHandler extends StepHandler {

  private final Rectification rectification;

  public RectifyHandler() {
    this(Env.ofProcess(), Clients.of(DynamoDbClient.builder()), Clock.systemUTC());
  }

  private RectifyHandler(Env env, DynamoDbClient dynamo, Clock clock) {
    this(
        env.required("VAULT_TABLE"),
        env.required("REGISTRY_TABLE"),
        dynamo,
        new HeldKeyrings(new KmsKeyrings(Clients.of(KmsClient.builder())), clock),
        clock);
  }

  private RectifyHandler(
      String vault, String registry, DynamoDbClient dynamo, HeldKeyrings held, Clock clock) {
    this(
        new Rectification(
            new DynamoCorrections(dynamo, vault, new DynamoKeyrings(dynamo, vault, held)),
            new DynamoCases(dynamo, vault, clock),
            new DynamoLabelledSubjects(new BatchRead(dynamo, Thread::sleep), vault, held),
            new DynamoProfiles(dynamo, vault, new DynamoRegistry(dynamo, registry)),
            clock));
  }

  RectifyHandler(Rectification rectification) {
    this.rectification = rectification;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    rectification.apply(input.caseId());
    return Map.of();
  }
}
