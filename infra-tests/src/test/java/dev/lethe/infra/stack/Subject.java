package dev.lethe.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.ingest.aws.DynamoGate;
import dev.lethe.ingest.aws.DynamoVault;
import dev.lethe.ingest.gate.KeysMissingException;
import dev.lethe.ingest.gate.View;
import dev.lethe.ingest.request.Whose;
import dev.lethe.shared.aws.BatchRead;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.aws.HeldKeyrings;
import dev.lethe.shared.vault.aws.KmsKeyrings;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;

/// A device of a tenant's application, as the Vault knows it.
public record Subject(Tenant tenant, String device) {

  /// The label of its present life.
  public String label() {
    return Objects.requireNonNull(state().life()).label();
  }

  /// What the Vault holds of it.
  public SubjectState state() {
    return view().stored(Objects.requireNonNull(whose().device()));
  }

  /// Does what the customer's rights do to a subject's state.
  public void change(UnaryOperator<SubjectState> change) {
    var view = view();
    var identity = Objects.requireNonNull(whose().device());
    var before = view.stored(identity);
    var stack = Stack.running();
    var dynamo = stack.client(DynamoDbClient.builder());
    var vault = new DynamoVault(dynamo, stack.output("VaultTable"), 1);
    var pseudonym = view.keyring().pseudonym(identity);
    assertThat(vault.change(view.application(), pseudonym, before, change.apply(before))).isTrue();
  }

  private Whose whose() {
    return Whose.of(null, device);
  }

  private View view() {
    var stack = Stack.running();
    var gate =
        new DynamoGate(
            new BatchRead(stack.client(DynamoDbClient.builder()), Thread::sleep),
            stack.output("RegistryTable"),
            stack.output("VaultTable"),
            new HeldKeyrings(
                new KmsKeyrings(stack.client(KmsClient.builder())), Clock.systemUTC()));
    try {
      return gate.view(ApiKey.shown(tenant.writeKey()), Set.of(whose())).orElseThrow();
    } catch (KeysMissingException e) {
      throw new AssertionError("The application has no keys.", e);
    }
  }
}
