package dev.lethe.shared.vault.aws;

import dev.lethe.shared.aws.BatchRead;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.LabelledSubjects;
import dev.lethe.shared.vault.Life;
import dev.lethe.shared.vault.SubjectKey;
import dev.lethe.shared.vault.WrongKeyException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Looks labels up in the Vault table, strongly consistent. A label's item leads to its subject;
/// the subject's state, which is read after it, says whether the label still stands for its life,
/// and holds the key.
public final class DynamoLabelledSubjects implements LabelledSubjects {

  private final BatchRead batch;
  private final String table;
  private final HeldKeyrings keyrings;

  public DynamoLabelledSubjects(BatchRead batch, String table, HeldKeyrings keyrings) {
    this.batch = batch;
    this.table = table;
    this.keyrings = keyrings;
  }

  @Override
  public Map<String, Labelled> find(String app, Set<String> labels) {
    var stateKeys = stateKeys(app, labels);
    var keysOfApp = KeysItem.keyOf(app);
    var wanted = new ArrayList<>(stateKeys.values().stream().distinct().toList());
    wanted.add(keysOfApp);
    var items = read(wanted);
    var keysItem = items.get(table, keysOfApp);
    if (keysItem == null) {
      return Map.of();
    }
    var keyring = keyring(app, keysItem);
    var found = new HashMap<String, Labelled>();
    stateKeys.forEach((label, key) -> {
      var item = items.get(table, key);
      if (item != null) {
        var state = VaultItem.state(item);
        var life = state.life();
        if (life != null && life.label().equals(label) && !keyring.isLost(life.key())) {
          found.put(
              label,
              new Labelled(
                  state.rights(), state.version(), opened(keyring, life), keyring.featureKeys()));
        }
      }
    });
    return found;
  }

  /// The keys of the states that labels lead to.
  private Map<String, Map<String, AttributeValue>> stateKeys(String app, Set<String> labels) {
    var items = read(labels.stream().map(label -> VaultItem.keyOfLabel(app, label)).toList());
    var keys = new HashMap<String, Map<String, AttributeValue>>();
    for (var label : labels) {
      var item = items.get(table, VaultItem.keyOfLabel(app, label));
      if (item != null) {
        keys.put(label, VaultItem.keyOfState(app, VaultItem.subject(item)));
      }
    }
    return keys;
  }

  private BatchRead.Items read(List<Map<String, AttributeValue>> keys) {
    return batch.read(Map.of(table, keys));
  }

  /// The application's keys as they stand now: those that are held may be older.
  private Keyring keyring(String app, Map<String, AttributeValue> item) {
    return keyrings
        .remembered(app)
        .filter(open -> open.sealed().equals(KeysItem.keyring(item)))
        .orElseGet(() -> keyrings.open(app, item))
        .keyring();
  }

  private static SubjectKey opened(Keyring keyring, Life life) {
    try {
      return keyring.unwrap(life.key(), life.label());
    } catch (WrongKeyException e) {
      throw new IllegalStateException("A subject's key in the Vault does not open.", e);
    }
  }
}
