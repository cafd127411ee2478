package dev.lethe.subjects.rectification.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.vault.SubjectKey;
import dev.lethe.shared.vault.aws.VaultItem;
import dev.lethe.shared.vault.aws.VaultWrites;
import dev.lethe.subjects.rectification.Profiles;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Profiles in the Vault table: an item beside the subject's state, of the same life. It is written
/// only while the state is as it was read, so none lands on a tombstone; it is kept as long as the
/// events that a correction is about.
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
    for (var tries = 0; tries < TRIES; tries++) {
      var stateItem = item(stateKey);
      var state = stateItem == null ? null : VaultItem.state(stateItem);
      if (state == null || state.life() == null || !state.life().label().equals(life.label())) {
        return;
      }
      var before = item(VaultItem.keyOfProfile(id.app(), life.subject()));
      var item = with(before, id, life, key, corrections, at);
      if (item == null || writes.holds(List.of(writes.check(stateKey, state), put(item, before)))) {
        return;
      }
    }
    throw new IllegalStateException("A subject changes all the time.");
  }

  private @Nullable Map<String, AttributeValue> item(Map<String, AttributeValue> key) {
    var found = dynamo.getItem(get -> get.tableName(table).key(key).consistentRead(true));
    return found.hasItem() ? found.item() : null;
  }

  /// The profile with what a request puts right; nothing if it has that already. What is there of
  /// another life is over.
  private @Nullable Map<String, AttributeValue> with(
      @Nullable Map<String, AttributeValue> before,
      CaseId id,
      CaseLife life,
      SubjectKey key,
      byte[] corrections,
      Instant at) {
    var label = fromS(Objects.requireNonNull(life.label()));
    var isOfLife = before != null && label.equals(before.get(VaultItem.LABEL));
    var all = new HashMap<String, AttributeValue>();
    if (before != null && isOfLife) {
      all.putAll(present(before, ProfileItem.CORRECTIONS).m());
    }
    if (all.containsKey(id.request().toString())) {
      return null;
    }
    all.put(id.request().toString(), ProfileItem.of(at, key.seal(corrections)));
    var days = registry.application(id.app()).orElseThrow().settings().retentionDays();
    var item = new HashMap<>(VaultItem.keyOfProfile(id.app(), life.subject()));
    item.put(VaultItem.LABEL, label);
    item.put(ProfileItem.CORRECTIONS, fromM(all));
    item.put(ProfileItem.VERSION, fromN(Long.toString(version(before) + 1)));
    item.put(
        VaultItem.EXPIRES, fromN(Long.toString(at.plus(Duration.ofDays(days)).getEpochSecond())));
    return item;
  }

  private static long version(@Nullable Map<String, AttributeValue> item) {
    return item == null ? 0 : Long.parseLong(present(item, ProfileItem.VERSION).n());
  }

  private TransactWriteItem put(
      Map<String, AttributeValue> item, @Nullable Map<String, AttributeValue> before) {
    var put = Put.builder().tableName(table).item(item);
    if (before == null) {
      put.conditionExpression("attribute_not_exists(#version)")
          .expressionAttributeNames(Map.of("#version", ProfileItem.VERSION));
    } else {
      put.conditionExpression("#version = :version")
          .expressionAttributeNames(Map.of("#version", ProfileItem.VERSION))
          .expressionAttributeValues(Map.of(":version", fromN(Long.toString(version(before)))));
    }
    return TransactWriteItem.builder().put(put.build()).build();
  }
}
