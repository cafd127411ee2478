package dev.lethe.control.aws;

import static dev.lethe.shared.aws.Items.present;

import dev.lethe.shared.vault.SealedKeyring;
import dev.lethe.shared.vault.SealedKeyrings;
import dev.lethe.shared.vault.aws.KeysItem;
import dev.lethe.shared.vault.aws.VaultItem;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Applications' keyrings in the Vault table, without leave to read it: a write whose condition
/// does not hold is answered with the item that it met
/// (<https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html>,
/// `ReturnValuesOnConditionCheckFailure`).
public final class DynamoSealedKeyrings implements SealedKeyrings {

  private final DynamoDbClient dynamo;
  private final String vault;

  public DynamoSealedKeyrings(DynamoDbClient dynamo, String vault) {
    this.dynamo = dynamo;
    this.vault = vault;
  }

  /// Tries a write that would change nothing, under a condition that never holds.
  @Override
  public Optional<SealedKeyring> of(String app) {
    try {
      dynamo.updateItem(update ->
          update
              .tableName(vault)
              .key(KeysItem.keyOf(app))
              .conditionExpression("attribute_exists(#id) AND attribute_not_exists(#id)")
              .expressionAttributeNames(Map.of("#id", VaultItem.PARTITION))
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
    } catch (ConditionalCheckFailedException e) {
      return met(e);
    }
    throw new IllegalStateException("A condition that never holds held.");
  }

  @Override
  public boolean replace(String app, SealedKeyring before, SealedKeyring after) {
    var old = KeysItem.of(app, before);
    var changed = KeysItem.of(app, after);
    try {
      dynamo.updateItem(update ->
          update
              .tableName(vault)
              .key(KeysItem.keyOf(app))
              .updateExpression("SET #keys = :after")
              .conditionExpression("#keys = :before AND #pepper = :pepper")
              .expressionAttributeNames(Map.of("#keys", KeysItem.KEYS, "#pepper", KeysItem.PEPPER))
              .expressionAttributeValues(
                  Map.of(
                      ":before", present(old, KeysItem.KEYS),
                      ":after", present(changed, KeysItem.KEYS),
                      ":pepper", present(changed, KeysItem.PEPPER)))
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return true;
    } catch (ConditionalCheckFailedException e) {
      // A call that got no answer is sent again, and then meets what it wrote itself.
      return met(e).filter(after::equals).isPresent();
    }
  }

  private static Optional<SealedKeyring> met(ConditionalCheckFailedException refused) {
    return refused.hasItem() ? Optional.of(KeysItem.keyring(refused.item())) : Optional.empty();
  }
}
