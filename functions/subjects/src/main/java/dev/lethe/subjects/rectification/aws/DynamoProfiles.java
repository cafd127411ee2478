package dev.lethe.subjects.rectification.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.vault.SubjectKey;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.aws.VaultItem;
import dev.lethe.shared.vault.aws.VaultWrites;
import dev.lethe.subjects.rectification.Profiles;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Profiles in the Vault table: an item for each request, beside the subject's state, of the same
/// life. It is written only while the state is as it was read, so none lands on a tombstone; it is
/// kept as long as the events that a correction is about.
public final class DynamoProfiles implements Profiles {

  /// How often a subject may change while this is written; whoever starts it again goes on.
  private static final int TRIES = 50;

  private final DynamoDbClient dynamo;
  private final String table;
  private final Registry registry;
  private final VaultWrites writes;

  public DynamoProfiles(DynamoDbClient dynamo, String table, Registry registry) {
    this.dynamo = dynamo;
    this.table = table;
    this.registry = registry;
    this.writes = new VaultWrites(dynamo, table);
  }

  @Override
  public void append(CaseId id, CaseLife life, SubjectKey key, byte[] corrections, Instant at) {
    var stateKey = VaultItem.keyOfState(id.app(), life.subject());
    var profileKey = VaultItem.keyOfProfile(id.app(), life.subject(), id.request());
    for (var tries = 0; tries < TRIES; tries++) {
      var state = item(stateKey).map(VaultItem::state).orElse(SubjectState.UNKNOWN);
      if (state.life() == null || !state.life().label().equals(life.label())) {
        return;
      }
      if (item(profileKey).filter(item -> ProfileItem.isOf(item, life)).isPresent()
          || writes.holds(
              List.of(
                  writes.check(stateKey, state),
                  put(id, life, ProfileItem.of(at, key.seal(corrections)), at)))) {
        return;
      }
    }
    throw new IllegalStateException("A subject changes all the time.");
  }

  private Optional<Map<String, AttributeValue>> item(Map<String, AttributeValue> key) {
    var found = dynamo.getItem(get -> get.tableName(table).key(key).consistentRead(true));
    return found.hasItem() ? Optional.of(found.item()) : Optional.empty();
  }

  /// What is there of another life is over.
  private TransactWriteItem put(
      CaseId id, CaseLife life, Map<String, AttributeValue> corrections, Instant at) {
    var days = registry.application(id.app()).orElseThrow().settings().retentionDays();
    var expires = at.plus(Duration.ofDays(days)).getEpochSecond();
    var label = fromS(Objects.requireNonNull(life.label()));
    var item = new HashMap<>(VaultItem.keyOfProfile(id.app(), life.subject(), id.request()));
    item.putAll(corrections);
    item.put(VaultItem.LABEL, label);
    item.put(VaultItem.EXPIRES, fromN(Long.toString(expires)));
    return TransactWriteItem.builder()
        .put(put ->
            put.tableName(table)
                .item(item)
                .conditionExpression("attribute_not_exists(#label) OR #label <> :label")
                .expressionAttributeNames(Map.of("#label", VaultItem.LABEL))
                .expressionAttributeValues(Map.of(":label", label)))
        .build();
  }
}
