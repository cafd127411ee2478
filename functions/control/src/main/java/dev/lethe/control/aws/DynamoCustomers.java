package dev.lethe.control.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.control.Customers;
import dev.lethe.shared.aws.Transactions;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.aws.RegistryItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// Customers in the Registry table, strongly consistent.
public final class DynamoCustomers implements Customers {

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoCustomers(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public Optional<Customer> find(String id) {
    return Optional.of(item(id)).filter(DynamoCustomers::isThere).map(RegistryItem::customer);
  }

  private Map<String, AttributeValue> item(String id) {
    return dynamo
        .getItem(get ->
            get.tableName(table)
                .key(RegistryItem.keyOf(RegistryItem.idOfCustomer(id)))
                .consistentRead(true))
        .item();
  }

  /// Whether a customer was taken in, and has not ended: an item may name applications alone.
  private static boolean isThere(Map<String, AttributeValue> item) {
    return item.containsKey(RegistryItem.NAME) && !item.containsKey(RegistryItem.GONE);
  }

  /// Reads the whole table if it must: operators list their customers seldom.
  @Override
  public Page list(int limit, @Nullable String after) {
    var found = new ArrayList<Customer>();
    var start =
        after == null
            ? Map.<String, AttributeValue>of()
            : RegistryItem.keyOf(RegistryItem.idOfCustomer(after));
    var pages =
        dynamo.scanPaginator(scan ->
            scan.tableName(table)
                .consistentRead(true)
                .filterExpression(
                    "begins_with(#id, :prefix) AND attribute_exists(#name)"
                        + " AND attribute_not_exists(#gone)")
                .expressionAttributeNames(
                    Map.of(
                        "#id", RegistryItem.ID,
                        "#name", RegistryItem.NAME,
                        "#gone", RegistryItem.GONE))
                .expressionAttributeValues(Map.of(":prefix", fromS(RegistryItem.idOfCustomer(""))))
                .exclusiveStartKey(start.isEmpty() ? null : start));
    for (var item : pages.items()) {
      if (found.size() == limit) {
        return new Page(found, Optional.of(found.getLast().id()));
      }
      found.add(RegistryItem.customer(item));
    }
    return new Page(found, Optional.empty());
  }

  /// First the customer, so that no application is made meanwhile; then each of those there are, as
  /// long as the customer is marked so: whoever marks it otherwise meanwhile goes on from there.
  @Override
  public void suspend(String id, boolean isSo) {
    var customer = RegistryItem.idOfCustomer(id);
    if (!mark(marking(customer, isSo), List.of())) {
      return;
    }
    var stillSo =
        ConditionCheck.builder()
            .tableName(table)
            .key(RegistryItem.keyOf(customer))
            .conditionExpression(
                isSo ? "attribute_exists(#suspended)" : "attribute_not_exists(#suspended)")
            .expressionAttributeNames(Map.of("#suspended", RegistryItem.SUSPENDED))
            .build();
    for (var app : RegistryItem.applications(item(id))) {
      var isMarked =
          mark(
              marking(RegistryItem.idOfApplication(app), isSo),
              List.of(TransactWriteItem.builder().conditionCheck(stillSo).build()));
      if (!isMarked && find(id).filter(now -> now.isSuspended() == isSo).isEmpty()) {
        return;
      }
    }
  }

  /// @return false if it has ended meanwhile, or what is beside it does not hold
  private boolean mark(Update marking, List<TransactWriteItem> beside) {
    var all = new ArrayList<>(beside);
    all.add(TransactWriteItem.builder().update(marking).build());
    return Transactions.hold(dynamo, all);
  }

  private Update marking(String item, boolean isSo) {
    var update =
        Update.builder()
            .tableName(table)
            .key(RegistryItem.keyOf(item))
            .updateExpression(isSo ? "SET #suspended = :so" : "REMOVE #suspended")
            .conditionExpression("attribute_exists(#id)")
            .expressionAttributeNames(
                Map.of("#id", RegistryItem.ID, "#suspended", RegistryItem.SUSPENDED));
    return isSo
        ? update.expressionAttributeValues(Map.of(":so", fromBool(true))).build()
        : update.build();
  }
}
