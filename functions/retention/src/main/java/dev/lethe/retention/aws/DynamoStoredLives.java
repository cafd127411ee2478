package dev.lethe.retention.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.retention.StoredLives;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.aws.KeysItem;
import dev.lethe.shared.vault.aws.VaultItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// The Vault's states and links, of which it reads no key: its role cannot.
public final class DynamoStoredLives implements StoredLives {

  private static final List<String> READ =
      Stream.concat(
              Stream.of(
                  VaultItem.PARTITION,
                  VaultItem.SORT,
                  VaultItem.LABEL,
                  VaultItem.LIVES,
                  VaultItem.VERSION,
                  VaultItem.USERS_KEY_NUMBER,
                  VaultItem.SEEN),
              VaultItem.OF_STANDING.stream())
          .toList();

  private static final String NEXT = "next";

  private static final String UNCHANGED =
      "#lives = :lives AND #version = :version AND #seen = :seen AND #label = :label";

  private static final Set<String> CHANGED =
      Set.of("ConditionalCheckFailed", "TransactionConflict");

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoStoredLives(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public Part of(int part, Predicate<Life> ofLives, Predicate<Link> ofLinks) {
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
                    Optional.of(life(owner, item)).filter(ofLives).ifPresent(lives::add);
                  } else {
                    Optional.of(link(owner, item)).filter(ofLinks).ifPresent(links::add);
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
        VaultItem.usersKeyNumber(item),
        VaultItem.seen(item),
        standing(item));
  }

  private static SubjectState standing(Map<String, AttributeValue> item) {
    var standing = new HashMap<>(item);
    standing.keySet().removeAll(VaultItem.OF_LIFE);
    return VaultItem.state(standing);
  }

  private static Link link(VaultItem.Owner user, Map<String, AttributeValue> item) {
    return new Link(
        user.app(),
        user.subject(),
        VaultItem.linked(item, VaultItem.DEVICE),
        VaultItem.usersKeyNumber(item));
  }

  @Override
  public void forget(Link link) {
    writes(
        ofLink(VaultItem.keyOfDevice(link.app(), link.user(), link.device()), link),
        ofLink(VaultItem.keyOfUser(link.app(), link.device(), link.user()), link));
  }

  private TransactWriteItem ofLink(Map<String, AttributeValue> key, Link link) {
    return deleted(
        key,
        "#number = :number",
        Map.of("#number", VaultItem.USERS_KEY_NUMBER),
        Map.of(":number", fromN(Integer.toString(link.usersKeyNumber()))));
  }

  @Override
  public int usersKeyNumber(String app) {
    var key = KeysItem.keyOf(app);
    return query(present(key, VaultItem.PARTITION), KeysItem.KEYS, VaultItem.USERS_KEY_NUMBER)
        .findFirst()
        .map(VaultItem::usersKeyNumber)
        .orElse(Keyring.WrappedKey.OF_NO_USER);
  }

  /// Items whose sort keys begin with a text, with one of their attributes.
  private Stream<Map<String, AttributeValue>> query(
      AttributeValue partition, String parts, String attribute) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("#id = :id AND begins_with(#part, :parts)")
                .select(Select.SPECIFIC_ATTRIBUTES)
                .projectionExpression("#id, #part, #read")
                .expressionAttributeNames(
                    Map.of("#id", VaultItem.PARTITION, "#part", VaultItem.SORT, "#read", attribute))
                .expressionAttributeValues(Map.of(":id", partition, ":parts", fromS(parts))))
        .items()
        .stream();
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
    // A life that is over stays over. Before its state goes: whoever is killed comes back to it.
    forgetCorrections(life);
    return writes(ofState(life), ofLabel(life));
  }

  private void forgetCorrections(Life life) {
    var first = VaultItem.keyOfProfiles(life.app(), life.subject());
    query(present(first, VaultItem.PARTITION), VaultItem.PROFILE, VaultItem.LABEL)
        .filter(item -> present(item, VaultItem.LABEL).s().equals(life.label()))
        .forEach(item ->
            writes(
                deleted(
                    VaultItem.keyOf(item),
                    "#label = :label",
                    Map.of("#label", VaultItem.LABEL),
                    Map.of(":label", fromS(life.label())))));
  }

  private TransactWriteItem deleted(
      Map<String, AttributeValue> key,
      String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    return TransactWriteItem.builder()
        .delete(delete ->
            delete
                .tableName(table)
                .key(key)
                .conditionExpression(condition)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values))
        .build();
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
    var key = VaultItem.keyOfState(life.app(), life.subject());
    var names =
        new HashMap<>(
            Map.of(
                "#lives", VaultItem.LIVES,
                "#version", VaultItem.VERSION,
                "#seen", VaultItem.SEEN,
                "#label", VaultItem.LABEL));
    var values =
        new HashMap<>(
            Map.of(
                ":lives", fromN(Long.toString(life.lives())),
                ":version", fromN(Long.toString(life.version())),
                ":seen", fromS(life.seen().toString()),
                ":label", fromS(life.label())));
    if (life.standing().isNothing()) {
      return deleted(key, UNCHANGED, names, values);
    }
    VaultItem.OF_LIFE.forEach(name -> names.put("#" + name, name));
    names.put("#expires", VaultItem.EXPIRES);
    var expires = VaultItem.standing(life.standing()).get(VaultItem.EXPIRES);
    var removed =
        VaultItem.OF_LIFE.stream().map(name -> "#" + name).collect(Collectors.joining(", "));
    if (expires != null) {
      values.put(":expires", expires);
    }
    var update =
        Update.builder()
            .tableName(table)
            .key(key)
            .updateExpression(
                expires == null
                    ? "REMOVE #expires, " + removed
                    : "SET #expires = :expires REMOVE " + removed)
            .conditionExpression(UNCHANGED)
            .expressionAttributeNames(names)
            .expressionAttributeValues(values)
            .build();
    return TransactWriteItem.builder().update(update).build();
  }

  private TransactWriteItem ofLabel(Life life) {
    var key = VaultItem.keyOfLabel(life.app(), life.label());
    return TransactWriteItem.builder().delete(delete -> delete.tableName(table).key(key)).build();
  }
}
