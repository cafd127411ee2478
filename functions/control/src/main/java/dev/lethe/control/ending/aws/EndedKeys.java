package dev.lethe.control.ending.aws;

import dev.lethe.shared.termination.Emptied;
import dev.lethe.shared.vault.aws.KeysItem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/// An application's keys: its item in the Vault, which no backup has, and its second secret and the
/// pepper that is kept beside the Vault, which are deleted without a time in which they could be
/// had again.
public final class EndedKeys implements Emptied {

  private static final String VAULT = "vault";
  private static final String SECRET = "secret";
  private static final String PEPPER = "pepper";

  private final DynamoDbClient dynamo;
  private final String vault;
  private final SecretsManagerClient secrets;
  private final Map<String, String> prefixes;

  /// @param ofSecrets what the names of second secrets begin with; the application's id follows
  /// @param ofPeppers what the names of peppers begin with
  public EndedKeys(
      DynamoDbClient dynamo,
      String vault,
      SecretsManagerClient secrets,
      String ofSecrets,
      String ofPeppers) {
    this.dynamo = dynamo;
    this.vault = vault;
    this.secrets = secrets;
    this.prefixes = Map.of(SECRET, ofSecrets, PEPPER, ofPeppers);
  }

  @Override
  public List<String> parts(String app) {
    return List.of(VAULT, SECRET, PEPPER);
  }

  @Override
  public long count(String app, String part) {
    return part.equals(VAULT)
        ? item(app).map(item -> KeysItem.keyring(item).keys()).orElse(0)
        : secretsOf(name(app, part));
  }

  @Override
  public void remove(String app, String part) {
    if (part.equals(VAULT)) {
      dynamo.deleteItem(delete -> delete.tableName(vault).key(KeysItem.keyOf(app)));
    } else {
      try {
        secrets.deleteSecret(
            delete -> delete.secretId(name(app, part)).forceDeleteWithoutRecovery(true));
      } catch (ResourceNotFoundException e) {
        // Whoever was killed before deleted it.
      }
    }
  }

  @Override
  public List<String> looks(String app) {
    return parts(app);
  }

  @Override
  public long search(String app, String look) {
    return count(app, look);
  }

  private Optional<Map<String, AttributeValue>> item(String app) {
    var found =
        dynamo.getItem(get -> get.tableName(vault).key(KeysItem.keyOf(app)).consistentRead(true));
    return found.hasItem() ? Optional.of(found.item()) : Optional.empty();
  }

  private String name(String app, String part) {
    return Objects.requireNonNull(prefixes.get(part)) + app;
  }

  private long secretsOf(String name) {
    try {
      // AWS deletes a moment later, and says until then that it will.
      return secrets.describeSecret(describe -> describe.secretId(name)).deletedDate() == null
          ? 1
          : 0;
    } catch (ResourceNotFoundException e) {
      return 0;
    }
  }
}
