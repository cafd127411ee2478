package dev.lethe.retention.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.retention.StoredLives;
import dev.lethe.shared.vault.aws.VaultItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// The Vault's states, of which it reads no key: its role cannot.
public final class DynamoStoredLives implements StoredLives {

  private static final List<String> READ =
      List.of(
          VaultItem.PARTITION,
          VaultItem.SORT,
          VaultItem.LABEL,
          VaultItem.LIVES,
          VaultItem.VERSION,
          VaultItem.SEEN);

  private static final String NEXT = "next";

  private static final Set<String> CHANGED =
      Set.of("ConditionalCheckFailed", "TransactionConflict");

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoStoredLives(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public List<Life> of(int part) {
    var names = new HashMap<String, String>();
    READ.forEach(name -> names.put("#" + name, name));
    return dynamo
        .scanPaginator(scan ->
            scan.tableName(table)
                .segment(part)
                .totalSegments(PARTS)
                .select(Select.SPECIFIC_ATTRIBUTES)
                .projectionExpression(String.join(", ", names.keySet()))
                .filterExpression("#part = :state AND attribute_exists(#label)")
                .expressionAttributeNames(names)
                .expressionAttributeValues(Map.of(":state", fromS(VaultItem.STATE))))
        .items()
        .stream()
        .map(DynamoStoredLives::life)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Life> life(Map<String, AttributeValue> item) {
    return VaultItem.owner(item)
        .map(owner ->
            new Life(
                owner.app(),
                owner.subject(),
                present(item, VaultItem.LABEL).s(),
                Long.parseLong(present(item, VaultItem.LIVES).n()),
                Long.parseLong(present(item, VaultItem.VERSION).n()),
                VaultItem.seen(item)));
  }

  @Override
  public int next() {
    var item =
        dynamo
            .getItem(get -> get.tableName(table).key(VaultItem.keyOfLook()).consistentRead(true))
            .item();
    return item.containsKey(NEXT) ? Integer.parseInt(present(item, NEXT).n()) : 0;
  }

  @Override
  public void goOnWith(int part) {
    var item = new HashMap<>(VaultItem.keyOfLook());
    item.put(NEXT, fromN(Integer.toString(part)));
    dynamo.putItem(put -> put.tableName(table).item(item));
  }

  @Override
  public boolean forget(Life life) {
    try {
      dynamo.transactWriteItems(write -> write.transactItems(ofState(life), ofLabel(life)));
      return true;
    } catch (TransactionCanceledException e) {
      if (e.cancellationReasons().stream().anyMatch(reason -> CHANGED.contains(reason.code()))) {
        return false;
      }
      throw e;
    }
  }

  private TransactWriteItem ofState(Life life) {
    var names = new HashMap<String, String>();
    VaultItem.OF_LIFE.forEach(name -> names.put("#" + name, name));
    names.put("#lives", VaultItem.LIVES);
    names.put("#version", VaultItem.VERSION);
    var update =
        Update.builder()
            .tableName(table)
            .key(VaultItem.keyOfState(life.app(), life.subject()))
            .updateExpression(
                "REMOVE "
                    + String.join(
                        ", ", VaultItem.OF_LIFE.stream().map(name -> "#" + name).toList()))
            .conditionExpression(
                "#lives = :lives AND #version = :version AND #seen = :seen AND #label = :label")
            .expressionAttributeNames(names)
            .expressionAttributeValues(
                Map.of(
                    ":lives", fromN(Long.toString(life.lives())),
                    ":version", fromN(Long.toString(life.version())),
                    ":seen", fromS(life.seen().toString()),
                    ":label", fromS(life.label())))
            .build();
    return TransactWriteItem.builder().update(update).build();
  }

  private TransactWriteItem ofLabel(Life life) {
    var key = VaultItem.keyOfLabel(life.app(), life.label());
    return TransactWriteItem.builder().delete(delete -> delete.tableName(table).key(key)).build();
  }
}
