package dev.lethe.shared.vault.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;

import dev.lethe.shared.vault.SubjectState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// What transactions on the Vault table are made of; they hold only while a subject's state is the
/// one that they were decided under.
public final class VaultWrites {

  /// What DynamoDB says of the one condition that did not hold, or of a neighbour in time.
  private static final List<String> CHANGED =
      List.of("ConditionalCheckFailed", "TransactionConflict");

  private final DynamoDbClient dynamo;
  private final String table;

  public VaultWrites(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  /// The condition that a state is still the one that was read. Numbers begin anew when all is
  /// allowed again and nothing is left of a subject, so what stands is compared, too.
  record Condition(String expression, Map<String, AttributeValue> values) {

    static final Map<String, String> NAMES =
        Stream.concat(Stream.of(VaultItem.LIVES, VaultItem.VERSION), VaultItem.OF_STANDING.stream())
            .collect(Collectors.toUnmodifiableMap(name -> "#" + name, name -> name));

    static Condition of(SubjectState state) {
      var values = new HashMap<String, AttributeValue>();
      values.put(":lives", fromN(Long.toString(state.lives())));
      values.put(":version", fromN(Long.toString(state.version())));
      var same = "#lives = :lives AND #version = :version" + standing(state, values);
      return state.equals(SubjectState.UNKNOWN)
          ? new Condition("attribute_not_exists(#lives) OR " + same, values)
          : new Condition(same, values);
    }

    private static String standing(SubjectState state, Map<String, AttributeValue> values) {
      var item = VaultItem.of(state, 0);
      var conditions = new StringBuilder();
      for (var name : VaultItem.OF_STANDING) {
        var value = item.get(name);
        if (value != null) {
          values.put(":" + name, value);
        }
        conditions.append(
            (value == null ? " AND attribute_not_exists(#%1$s)" : " AND #%1$s = :%1$s")
                .formatted(name));
      }
      return conditions.toString();
    }
  }

  /// The condition that a subject's state is still one that was read.
  public TransactWriteItem check(Map<String, AttributeValue> key, SubjectState state) {
    var condition = Condition.of(state);
    var check =
        ConditionCheck.builder()
            .tableName(table)
            .key(key)
            .conditionExpression(condition.expression())
            .expressionAttributeNames(Condition.NAMES)
            .expressionAttributeValues(condition.values())
            .build();
    return TransactWriteItem.builder().conditionCheck(check).build();
  }

  /// Sets attributes, and removes those that are nothing.
  Update.Builder update(
      Map<String, AttributeValue> key, Map<String, @Nullable AttributeValue> attributes) {
    var names = new HashMap<String, String>();
    var values = new HashMap<String, AttributeValue>();
    var set = new ArrayList<String>();
    var remove = new ArrayList<String>();
    attributes.forEach((name, value) -> {
      names.put("#set_" + name, name);
      if (value == null) {
        remove.add("#set_" + name);
      } else {
        values.put(":set_" + name, value);
        set.add("#set_" + name + " = :set_" + name);
      }
    });
    var expression =
        "SET "
            + String.join(", ", set)
            + (remove.isEmpty() ? "" : " REMOVE " + String.join(", ", remove));
    return Update.builder()
        .tableName(table)
        .key(key)
        .updateExpression(expression)
        .expressionAttributeNames(names)
        .expressionAttributeValues(values);
  }

  /// Sets attributes of an item, and others if it does not have them yet.
  public TransactWriteItem set(
      Map<String, AttributeValue> key,
      Map<String, @Nullable AttributeValue> attributes,
      Map<String, AttributeValue> atFirst) {
    var always = update(key, attributes).build();
    var names = new HashMap<>(always.expressionAttributeNames());
    var values = new HashMap<>(always.expressionAttributeValues());
    var first = new ArrayList<String>();
    atFirst.forEach((name, value) -> {
      names.put("#first_" + name, name);
      values.put(":first_" + name, value);
      first.add("#first_%1$s = if_not_exists(#first_%1$s, :first_%1$s)".formatted(name));
    });
    var expression =
        always.updateExpression().replaceFirst("^SET ", "SET " + String.join(", ", first) + ", ");
    return write(
        always.toBuilder()
            .updateExpression(expression)
            .expressionAttributeNames(names)
            .expressionAttributeValues(values)
            .build());
  }

  static TransactWriteItem write(Update update) {
    return TransactWriteItem.builder().update(update).build();
  }

  /// Sets attributes of an item, and removes those that are nothing.
  public TransactWriteItem set(
      Map<String, AttributeValue> key, Map<String, @Nullable AttributeValue> attributes) {
    return write(update(key, attributes).build());
  }

  /// Makes writes, all or none.
  ///
  /// @return whether they were made: every condition held, and nobody else wrote the same just then
  public boolean holds(List<TransactWriteItem> writes) {
    try {
      dynamo.transactWriteItems(transaction -> transaction.transactItems(writes));
      return true;
    } catch (TransactionCanceledException e) {
      var codes =
          e.cancellationReasons().stream()
              .map(reason -> Objects.requireNonNullElse(reason.code(), "None"))
              .collect(Collectors.toSet());
      if (codes.stream().anyMatch(CHANGED::contains)) {
        return false;
      }
      throw e;
    }
  }
}
