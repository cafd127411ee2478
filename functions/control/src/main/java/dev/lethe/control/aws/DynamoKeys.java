package dev.lethe.control.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.control.Keys;
import dev.lethe.shared.aws.BatchRead;
import dev.lethe.shared.aws.Transactions;
import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.disclosure.aws.DisclosureItem;
import dev.lethe.shared.registry.IssuedKey;
import dev.lethe.shared.registry.aws.ClosingItem;
import dev.lethe.shared.registry.aws.KeyItem;
import dev.lethe.shared.registry.aws.RegistryItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Keys in the Registry table; the journal of closings, and disclosures, in the Requests table.
public final class DynamoKeys implements Keys {

  private final DynamoDbClient dynamo;
  private final BatchRead batch;
  private final String registry;
  private final String journal;

  /// @param journal the table of requests
  public DynamoKeys(DynamoDbClient dynamo, String registry, String journal) {
    this.dynamo = dynamo;
    this.batch = new BatchRead(dynamo, Thread::sleep);
    this.registry = registry;
    this.journal = journal;
  }

  @Override
  public List<IssuedKey> ofApplication(String app) {
    return of(RegistryItem.idOfApplication(app));
  }

  @Override
  public List<IssuedKey> ofCustomer(String customer) {
    return of(RegistryItem.idOfCustomer(customer));
  }

  private List<IssuedKey> of(String owner) {
    var found =
        dynamo.getItem(
            get -> get.tableName(registry).key(RegistryItem.keyOf(owner)).consistentRead(true));
    var items =
        KeyItem.hashes(found.item()).stream()
            .map(hash -> RegistryItem.keyOf(KeyItem.idOf(hash)))
            .toList();
    if (items.isEmpty()) {
      return List.of();
    }
    var read = batch.read(Map.of(registry, items));
    return items.stream()
        .map(item -> read.get(registry, item))
        .filter(Objects::nonNull)
        .map(KeyItem::key)
        .sorted(Comparator.comparing(IssuedKey::made).thenComparing(IssuedKey::hash))
        .toList();
  }

  @Override
  public boolean add(IssuedKey key, @Nullable DisclosureEntry disclosed) {
    return hold(disclosed, listed(key), put(key));
  }

  private boolean hold(@Nullable DisclosureEntry disclosed, TransactWriteItem... writes) {
    var all = new ArrayList<>(List.of(writes));
    if (disclosed != null) {
      all.add(DisclosureItem.entered(journal, disclosed));
    }
    return Transactions.hold(dynamo, all);
  }

  @Override
  public boolean replace(
      IssuedKey before, IssuedKey after, Instant until, @Nullable DisclosureEntry disclosed) {
    var expires =
        TransactWriteItem.builder()
            .update(update ->
                update
                    .tableName(registry)
                    .key(RegistryItem.keyOf(KeyItem.idOf(before.hash())))
                    .updateExpression("SET #until = :until")
                    .conditionExpression("attribute_exists(#id) AND attribute_not_exists(#until)")
                    .expressionAttributeNames(
                        Map.of("#id", RegistryItem.ID, "#until", KeyItem.UNTIL))
                    .expressionAttributeValues(Map.of(":until", fromS(until.toString()))))
            .build();
    return hold(
        disclosed,
        listed(after),
        put(after),
        expires,
        written(ClosingItem.of(before, until, after.made())));
  }

  @Override
  public void revoke(IssuedKey key, Instant now) {
    var deleted =
        TransactWriteItem.builder()
            .delete(delete ->
                delete.tableName(registry).key(RegistryItem.keyOf(KeyItem.idOf(key.hash()))))
            .build();
    var unlisted =
        TransactWriteItem.builder()
            .update(update ->
                update
                    .tableName(registry)
                    .key(RegistryItem.keyOf(KeyItem.idOfOwner(key.grant())))
                    .updateExpression("DELETE #keys :hash")
                    .conditionExpression("attribute_exists(#id)")
                    .expressionAttributeNames(Map.of("#id", RegistryItem.ID, "#keys", KeyItem.KEYS))
                    .expressionAttributeValues(Map.of(":hash", KeyItem.hashes(key.hash()))))
            .build();
    var all = List.of(deleted, unlisted, written(ClosingItem.of(key, now, now)));
    if (!Transactions.hold(dynamo, all)) {
      throw new IllegalStateException("Whose key is revoked is gone.");
    }
  }

  private TransactWriteItem listed(IssuedKey key) {
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(registry)
                .key(RegistryItem.keyOf(KeyItem.idOfOwner(key.grant())))
                .updateExpression("ADD #keys :hash")
                .conditionExpression(
                    "attribute_exists(#id) AND attribute_not_exists(#gone)"
                        + " AND (attribute_not_exists(#keys) OR size(#keys) < :most)")
                .expressionAttributeNames(
                    Map.of(
                        "#id", RegistryItem.ID,
                        "#gone", RegistryItem.GONE,
                        "#keys", KeyItem.KEYS))
                .expressionAttributeValues(
                    Map.of(
                        ":hash", KeyItem.hashes(key.hash()),
                        ":most", fromN(Integer.toString(MOST)))))
        .build();
  }

  private TransactWriteItem put(IssuedKey key) {
    return TransactWriteItem.builder()
        .put(put -> put.tableName(registry).item(KeyItem.of(key)))
        .build();
  }

  private TransactWriteItem written(Map<String, AttributeValue> entry) {
    return TransactWriteItem.builder().put(put -> put.tableName(journal).item(entry)).build();
  }
}
