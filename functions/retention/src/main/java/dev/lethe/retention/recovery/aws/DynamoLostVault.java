package dev.lethe.retention.recovery.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.retention.recovery.LostVault;
import dev.lethe.retention.recovery.RightsRegister;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SealedKeyring;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.aws.KeysItem;
import dev.lethe.shared.vault.aws.StandingItem;
import dev.lethe.shared.vault.aws.VaultItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// The Vault table without an application's keys. It is written by transactions that hold only
/// while the register says what was read there.
public final class DynamoLostVault implements LostVault {

  /// How often somebody else may be in the way; whoever starts this again goes on.
  private static final int TRIES = 10;

  private static final String CONDITION_FAILED = "ConditionalCheckFailed";
  private static final String CONFLICT = "TransactionConflict";
  private static final String ABSENT = "attribute_not_exists(#id)";
  private static final String LAST = "last";

  private final DynamoDbClient dynamo;
  private final String table;
  private final String register;

  /// @param register the table in which the register of what stands is
  public DynamoLostVault(DynamoDbClient dynamo, String table, String register) {
    this.dynamo = dynamo;
    this.table = table;
    this.register = register;
  }

  /// It asks for a part of the key alone: it may not read more.
  @Override
  public boolean hasKeys(String app) {
    return dynamo
        .getItem(get ->
            get.tableName(table)
                .key(KeysItem.keyOf(app))
                .consistentRead(true)
                .projectionExpression("#id")
                .expressionAttributeNames(Map.of("#id", VaultItem.PARTITION)))
        .hasItem();
  }

  @Override
  public void put(String app, RightsRegister.Standing standing, SubjectState recovered) {
    make(List.of(stillSays(app, standing), state(app, standing.subject(), recovered)));
  }

  private TransactWriteItem stillSays(String app, RightsRegister.Standing standing) {
    return TransactWriteItem.builder()
        .conditionCheck(check ->
            check
                .tableName(register)
                .key(StandingItem.keyOf(app, standing.subject()))
                .conditionExpression("#lives = :lives AND #version = :version")
                .expressionAttributeNames(
                    Map.of("#lives", VaultItem.LIVES, "#version", VaultItem.VERSION))
                .expressionAttributeValues(
                    Map.of(
                        ":lives", fromN(Long.toString(standing.state().lives())),
                        ":version", fromN(Long.toString(standing.state().version())))))
        .build();
  }

  private TransactWriteItem state(String app, Pseudonym subject, SubjectState recovered) {
    var item = new HashMap<>(VaultItem.keyOfState(app, subject));
    item.putAll(VaultItem.standing(recovered));
    var names =
        VaultItem.OF_STANDING.stream().collect(Collectors.toMap(name -> "#" + name, name -> name));
    var nothingStands =
        names.keySet().stream()
            .map("attribute_not_exists(%s)"::formatted)
            .collect(Collectors.joining(" AND "));
    return TransactWriteItem.builder()
        .put(put ->
            put.tableName(table)
                .item(item)
                .conditionExpression(nothingStands)
                .expressionAttributeNames(names))
        .build();
  }

  @Override
  public Optional<Pseudonym> last(String app) {
    var found =
        dynamo.getItem(
            get -> get.tableName(table).key(VaultItem.keyOfRecovery(app)).consistentRead(true));
    return found.hasItem()
        ? Optional.of(new Pseudonym(present(found.item(), LAST).s()))
        : Optional.empty();
  }

  @Override
  public void goOnAfter(String app, Pseudonym last) {
    var item = new HashMap<String, AttributeValue>(VaultItem.keyOfRecovery(app));
    item.put(LAST, fromS(last.text()));
    var lost =
        TransactWriteItem.builder()
            .conditionCheck(check ->
                check
                    .tableName(table)
                    .key(KeysItem.keyOf(app))
                    .conditionExpression(ABSENT)
                    .expressionAttributeNames(Map.of("#id", VaultItem.PARTITION)))
            .build();
    var place = TransactWriteItem.builder().put(put -> put.tableName(table).item(item)).build();
    make(List.of(lost, place));
  }

  @Override
  public void serve(String app, SealedKeyring keyring) {
    var keys =
        TransactWriteItem.builder()
            .put(put ->
                put.tableName(table)
                    .item(KeysItem.of(app, keyring))
                    .conditionExpression(ABSENT)
                    .expressionAttributeNames(Map.of("#id", VaultItem.PARTITION)))
            .build();
    var place =
        TransactWriteItem.builder()
            .delete(delete -> delete.tableName(table).key(VaultItem.keyOfRecovery(app)))
            .build();
    make(List.of(keys, place));
  }

  /// Makes writes, unless a condition says that they are not to be made.
  private void make(List<TransactWriteItem> writes) {
    for (var tries = 0; tries < TRIES; tries++) {
      try {
        dynamo.transactWriteItems(write -> write.transactItems(writes));
        return;
      } catch (TransactionCanceledException e) {
        var codes =
            e.cancellationReasons().stream().map(reason -> String.valueOf(reason.code())).toList();
        if (codes.contains(CONDITION_FAILED)) {
          return;
        }
        if (!codes.contains(CONFLICT)) {
          throw e;
        }
      }
    }
    throw new IllegalStateException("Somebody else writes the same all the time.");
  }
}
