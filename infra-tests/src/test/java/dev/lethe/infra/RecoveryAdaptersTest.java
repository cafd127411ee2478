package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.control.aws.SecretsManagerPeppers;
import dev.lethe.infra.stack.Stack;
import dev.lethe.retention.recovery.LostVault;
import dev.lethe.retention.recovery.LostVaultContract;
import dev.lethe.retention.recovery.RightsRegister;
import dev.lethe.retention.recovery.aws.DynamoLostVault;
import dev.lethe.retention.recovery.aws.DynamoRightsRegister;
import dev.lethe.retention.recovery.aws.SecretsManagerKeptPeppers;
import dev.lethe.shared.vault.Keyrings;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SealedKeyring;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.aws.KeysItem;
import dev.lethe.shared.vault.aws.StandingItem;
import dev.lethe.shared.vault.aws.VaultItem;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;

/// What a recovery reads and writes in AWS.
class RecoveryAdaptersTest {

  private static final Stack STACK = Stack.running();
  private static final DynamoDbClient DYNAMO = STACK.client(DynamoDbClient.builder());
  private static final int DAYS = 90;

  @Nested
  class InDynamo extends LostVaultContract {

    private final String table = STACK.output("VaultTable");
    private final String requests = STACK.output("RequestsTable");
    private final DynamoLostVault vault = new DynamoLostVault(DYNAMO, table, requests);
    private final DynamoRightsRegister register = new DynamoRightsRegister(DYNAMO, requests);

    @Override
    protected LostVault vault() {
      return vault;
    }

    @Override
    protected RightsRegister register() {
      return register;
    }

    @Override
    protected void enter(Pseudonym subject, SubjectState standing) {
      DYNAMO.putItem(put -> put.tableName(requests).item(StandingItem.of(app, subject, standing)));
    }

    @Override
    protected void plant(Pseudonym subject, SubjectState state) {
      var item = new HashMap<>(VaultItem.keyOfState(app, subject));
      VaultItem.of(state, DAYS)
          .forEach((name, value) -> {
            if (value != null) {
              item.put(name, value);
            }
          });
      DYNAMO.putItem(put -> put.tableName(table).item(item));
    }

    private Optional<Map<String, AttributeValue>> item(Map<String, AttributeValue> key) {
      var found = DYNAMO.getItem(get -> get.tableName(table).key(key).consistentRead(true));
      return found.hasItem() ? Optional.of(found.item()) : Optional.empty();
    }

    @Override
    protected Optional<SubjectState> state(Pseudonym subject) {
      return item(VaultItem.keyOfState(app, subject)).map(VaultItem::state);
    }

    @Override
    protected Optional<SealedKeyring> keyring() {
      return item(KeysItem.keyOf(app)).map(KeysItem::keyring);
    }
  }

  @Test
  void aPepperIsKeptOnceAndFoundUntilItIsDeleted() {
    var secrets = STACK.client(SecretsManagerClient.builder());
    var key = STACK.client(KmsClient.builder()).createKey().keyMetadata().keyId();
    var prefix = "lethe-peppers/" + UUID.randomUUID() + "/";
    var peppers = new SecretsManagerPeppers(secrets, prefix, key);
    var kept = new SecretsManagerKeptPeppers(secrets, prefix);
    assertThat(kept.of("app_1")).isEmpty();
    var pepper = Keyrings.sealedKey();
    peppers.keep("app_1", pepper);
    assertThat(kept.of("app_1")).contains(pepper);
    assertThatThrownBy(() -> peppers.keep("app_1", Keyrings.sealedKey()))
        .isInstanceOf(ResourceExistsException.class);
    assertThat(kept.of("app_1")).contains(pepper);
    secrets.deleteSecret(delete -> delete.secretId(prefix + "app_1").recoveryWindowInDays(7L));
    assertThat(kept.of("app_1")).isEmpty();
  }
}
