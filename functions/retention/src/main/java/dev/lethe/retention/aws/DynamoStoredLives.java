package dev.lethe.retention.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.retention.StoredLives;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.aws.KeysItem;
import dev.lethe.shared.vault.aws.VaultItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// The Vault's states and links, of which it reads no key: its role cannot.
public final class DynamoStoredLives implements StoredLives {

  private static final List<String> READ =
      List.of(
          VaultItem.PARTITION,
          VaultItem.SORT,
          VaultItem.LABEL,
          VaultItem.LIVES,
          VaultItem.VERSION,
          VaultItem.USERS_KEY,
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
  public Part of(int part) {
    var names = new HashMap<String, String>();
    READ.forEach(name -> names.put("#" + name, name));
    var lives = new ArrayList<Life>();
    var links = new ArrayList<Link>();
    dynamo
        .scanPaginator(scan ->
            scan.tableName(table)
                .segment(part)
                .totalSegments(PARTS)
                .select(Select.SPECIFIC_ATTRIBUTES)
                .projectionExpression(String.join(", ", names.keySet()))
                .filterExpression(
                    "#part = :state AND attribute_exists(#label) OR begins_with(#part, :device)")
                .expressionAttributeNames(names)
                .expressionAttributeValues(
                    Map.of(":state", fromS(VaultItem.STATE), ":device", fromS(VaultItem.DEVICE))))
        .items()
        .forEach(item ->
            VaultItem.owner(item)
                .ifPresent(owner -> {
                  if (present(item, VaultItem.SORT).s().equals(VaultItem.STATE)) {
                    lives.add(life(owner, item));
                  } else {
                    links.add(link(owner, item));
                  }
                }));
    return new Part(lives, links);
  }

  private static Life life(VaultItem.Owner owner, Map<String, AttributeValue> item) {
    return new Life(
        owner.app(),
        owner.subject(),
        present(item, VaultItem.LABEL).s(),
        Long.parseLong(present(item, VaultItem.LIVES).n()),
        Long.parseLong(present(item, VaultItem.VERSION).n()),
        VaultItem.usersKey(item),
        VaultItem.seen(item));
  }

  private static Link link(VaultItem.Owner user, Map<String, AttributeValue> item) {
    return new Link(
        user.app(),
        user.subject(),
        VaultItem.linked(item, VaultItem.DEVICE),
        VaultItem.usersKey(item));
  }

  @Override
  public void forget(Link link) {
    writes(
        ofLink(VaultItem.keyOfDevice(link.app(), link.user(), link.device()), link),
        ofLink(VaultItem.keyOfUser(link.app(), link.device(), link.user()), link));
  }

  private TransactWriteItem ofLink(Map<String, AttributeValue> key, Link link) {
    return TransactWriteItem.builder()
        .delete(delete ->
            delete
                .tableName(table)
                .key(key)
                .conditionExpression("#number = :number")
                .expressionAttributeNames(Map.of("#number", VaultItem.USERS_KEY))
                .expressionAttributeValues(
                    Map.of(":number", fromN(Integer.toString(link.usersKey())))))
        .build();
  }

  @Override
  public int usersKey(String app) {
    var key = KeysItem.keyOf(app);
    return dynamo
        .query(query ->
            query
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("#id = :id AND #part = :keys")
                .select(Select.SPECIFIC_ATTRIBUTES)
                .projectionExpression("#id, #part, #number")
                .expressionAttributeNames(
                    Map.of(
                        "#id", VaultItem.PARTITION,
                        "#part", VaultItem.SORT,
                        "#number", VaultItem.USERS_KEY))
                .expressionAttributeValues(
                    Map.of(
                        ":id", present(key, VaultItem.PARTITION),
                        ":keys", present(key, VaultItem.SORT))))
        .items()
        .stream()
        .findFirst()
        .map(VaultItem::usersKey)
        .orElse(Keyring.WrappedKey.OF_NO_USER);
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
    return writes(ofState(life), ofLabel(life));
  }

  /// Writes all, or nothing if somebody else has changed it.
  private boolean writes(TransactWriteItem... items) {
    try {
      dynamo.transactWriteItems(write -> write.transactItems(items));
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
