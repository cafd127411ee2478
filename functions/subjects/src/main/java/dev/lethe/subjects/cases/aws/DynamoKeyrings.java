package dev.lethe.subjects.cases.aws;

import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.aws.HeldKeyrings;
import dev.lethe.shared.vault.aws.KeysItem;
import dev.lethe.subjects.cases.Keyrings;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Applications' keys as they stand in the Vault table now: those that are held may be older.
public final class DynamoKeyrings implements Keyrings {

  private final DynamoDbClient dynamo;
  private final String vault;
  private final HeldKeyrings held;

  public DynamoKeyrings(DynamoDbClient dynamo, String vault, HeldKeyrings held) {
    this.dynamo = dynamo;
    this.vault = vault;
    this.held = held;
  }

  @Override
  public Optional<Keyring> of(String app) {
    var found =
        dynamo.getItem(get -> get.tableName(vault).key(KeysItem.keyOf(app)).consistentRead(true));
    if (!found.hasItem()) {
      held.forget(app);
      return Optional.empty();
    }
    var sealed = KeysItem.keyring(found.item());
    return Optional.of(
        held.remembered(app)
            .filter(open -> open.sealed().equals(sealed))
            .orElseGet(() -> held.open(app, found.item()))
            .keyring());
  }
}
