package dev.lethe.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.ingest.aws.DynamoGate;
import dev.lethe.ingest.aws.DynamoVault;
import dev.lethe.ingest.gate.KeysMissingException;
import dev.lethe.ingest.gate.View;
import dev.lethe.ingest.request.Whose;
import dev.lethe.shared.aws.BatchRead;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.aws.HeldKeyrings;
import dev.lethe.shared.vault.aws.KmsKeyrings;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;

/// What the Vault knows of an application's subjects, and what customers' rights do to it.
public final class SubjectStates {

  private final Stack stack = Stack.running();
  private final DynamoDbClient dynamo = stack.client(DynamoDbClient.builder());
  private final DynamoGate gate =
      new DynamoGate(
          new BatchRead(dynamo, Thread::sleep),
          stack.output("RegistryTable"),
          stack.output("VaultTable"),
          new HeldKeyrings(new KmsKeyrings(stack.client(KmsClient.builder())), Clock.systemUTC()));
  private final ApiKey key;

  public SubjectStates(Tenant tenant) {
    key = ApiKey.shown(tenant.writeKey());
  }

  /// The gate's view of somebody.
  public View view(Whose whose) {
    try {
      return gate.view(key, Set.of(whose)).orElseThrow();
    } catch (KeysMissingException e) {
      throw new AssertionError(e);
    }
  }

  /// Changes the state of a user or a device.
  public void change(Whose whose, UnaryOperator<SubjectState> change) {
    var view = view(whose);
    var subject = subject(whose);
    var before = view.stored(subject);
    var vault =
        new DynamoVault(
            dynamo,
            stack.output("VaultTable"),
            stack.output("RequestsTable"),
            1,
            Clock.systemUTC());
    assertThat(
            vault.change(
                view.application(),
                view.keyring().pseudonym(subject),
                before,
                change.apply(before)))
        .isTrue();
  }

  /// The user, or the device if it is no user's.
  public static Identity subject(Whose whose) {
    return Stream.of(whose.user(), whose.device())
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }
}
