package dev.lethe.shared.registry.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.log.Fault;
import dev.lethe.shared.registry.IssuedKey;
import dev.lethe.shared.registry.KeyUses;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/// Keeps in keys' items in the Registry table when they are used. A key that is revoked meanwhile
/// gets no item again.
public final class DynamoKeyUses implements KeyUses {

  private static final Logger LOG = LoggerFactory.getLogger(DynamoKeyUses.class);

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoKeyUses(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public void note(IssuedKey key, Instant now) {
    var today = day(now);
    if (key.lastUsed() != null && !key.lastUsed().isBefore(today)) {
      return;
    }
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(item(key))
              .updateExpression("SET #day = :day")
              .conditionExpression(
                  "attribute_exists(#id) AND (attribute_not_exists(#day) OR #day < :day)")
              .expressionAttributeNames(Map.of("#id", RegistryItem.ID, "#day", KeyItem.LAST_USED))
              .expressionAttributeValues(Map.of(":day", fromS(today.toString()))));
    } catch (ConditionalCheckFailedException e) {
      // Somebody else has noted it, or the key was revoked.
    } catch (SdkException e) {
      Fault.log(LOG, "It was not noted that a key was used.", e);
    }
  }

  /// A minute begins with the first call in it, by whichever clock is ahead: what comes late counts
  /// in the one that has begun. A call with a key that is revoked meanwhile is the only one.
  @Override
  public int count(IssuedKey key, Instant now) {
    var minute = fromS(now.truncatedTo(ChronoUnit.MINUTES).toString());
    return one(key, minute)
        .or(() -> first(key, minute, now))
        // Somebody else was first.
        .or(() -> one(key, minute))
        .orElse(1);
  }

  private Optional<Integer> one(IssuedKey key, AttributeValue minute) {
    return called(
        key,
        "ADD #calls :one",
        "attribute_exists(#id) AND #minute >= :minute",
        Map.of("#id", RegistryItem.ID, "#minute", KeyItem.MINUTE, "#calls", KeyItem.CALLS),
        Map.of(":one", fromN("1"), ":minute", minute));
  }

  private Optional<Integer> first(IssuedKey key, AttributeValue minute, Instant now) {
    return called(
        key,
        "SET #minute = :minute, #calls = :one, #day = :day",
        "attribute_exists(#id) AND (attribute_not_exists(#minute) OR #minute < :minute)",
        Map.of(
            "#id", RegistryItem.ID,
            "#minute", KeyItem.MINUTE,
            "#calls", KeyItem.CALLS,
            "#day", KeyItem.LAST_USED),
        Map.of(":one", fromN("1"), ":minute", minute, ":day", fromS(day(now).toString())));
  }

  private Optional<Integer> called(
      IssuedKey key,
      String change,
      String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    try {
      var answer =
          dynamo.updateItem(update ->
              update
                  .tableName(table)
                  .key(item(key))
                  .updateExpression(change)
                  .conditionExpression(condition)
                  .expressionAttributeNames(names)
                  .expressionAttributeValues(values)
                  .returnValues(ReturnValue.UPDATED_NEW));
      return Optional.of(Integer.parseInt(present(answer.attributes(), KeyItem.CALLS).n()));
    } catch (ConditionalCheckFailedException | TransactionConflictException e) {
      // The latter while the key is just replaced or revoked.
      return Optional.empty();
    }
  }

  private static Map<String, AttributeValue> item(IssuedKey key) {
    return RegistryItem.keyOf(KeyItem.idOf(key.hash()));
  }

  private static LocalDate day(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }
}
