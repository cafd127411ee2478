package dev.lethe.subjects.restore.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.termination.aws.Segments;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SealedKeyring;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.aws.KeysItem;
import dev.lethe.shared.vault.aws.VaultItem;
import dev.lethe.subjects.restore.VaultStates;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The Vault table, of which it asks nothing but what stands, and for applications' keys, sealed.
public final class DynamoVaultStates implements VaultStates {

  private static final Map<String, String> NAMES =
      Stream.concat(
              Stream.of(VaultItem.PARTITION, VaultItem.SORT, VaultItem.LIVES, VaultItem.VERSION),
              VaultItem.OF_STANDING.stream())
          .collect(Collectors.toUnmodifiableMap(name -> "#" + name, name -> name));

  private static final String ALL = String.join(", ", NAMES.keySet());

  private final DynamoDbClient dynamo;
  private final String table;
  private final Segments segments;

  public DynamoVaultStates(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
    this.segments = new Segments(dynamo, table);
  }

  @Override
  public boolean hasKeys(String app) {
    return keyring(app).isPresent();
  }

  @Override
  public boolean isRecoveredSince(String app, Instant time) {
    return keyring(app).filter(keyring -> keyring.isOfRecoverySince(time)).isPresent();
  }

  private Optional<SealedKeyring> keyring(String app) {
    return find(KeysItem.keyOf(app), Map.of()).map(KeysItem::keyring);
  }

  @Override
  public SubjectState state(String app, Pseudonym subject) {
    return find(VaultItem.keyOfState(app, subject), NAMES)
        .map(VaultItem::state)
        .orElse(SubjectState.UNKNOWN);
  }

  /// @param names the attributes that are asked for, if not all
  private Optional<Map<String, AttributeValue>> find(
      Map<String, AttributeValue> key, Map<String, String> names) {
    var found =
        dynamo.getItem(get -> {
          get.tableName(table).key(key).consistentRead(true);
          if (!names.isEmpty()) {
            get.projectionExpression(ALL).expressionAttributeNames(names);
          }
        });
    return found.hasItem() ? Optional.of(found.item()) : Optional.empty();
  }

  @Override
  public void read(String segment, Sink sink) {
    segments.read(
        segment,
        scan ->
            scan.filterExpression("#%s = :state".formatted(VaultItem.SORT))
                .projectionExpression(ALL)
                .expressionAttributeNames(new HashMap<>(NAMES))
                .expressionAttributeValues(Map.of(":state", fromS(VaultItem.STATE))),
        page -> page.forEach(item -> show(item, sink)));
  }

  private static void show(Map<String, AttributeValue> item, Sink sink) {
    VaultItem.owner(item)
        .ifPresent(owner -> sink.state(owner.app(), owner.subject(), VaultItem.state(item)));
  }
}
