package dev.lethe.ingest.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;

import dev.lethe.shared.vault.aws.VaultItem;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Counts in the Vault's table of what a key may do a number a minute, and no more.
final class MinuteCounts {

  private static final Duration COUNTED_FOR = Duration.ofHours(1);

  private final DynamoDbClient dynamo;
  private final String table;

  MinuteCounts(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  /// Whether so many more are within what is allowed; if so, they are counted.
  ///
  /// @param key of the minute's item
  boolean admit(Map<String, AttributeValue> key, int number, int allowed, Instant minute) {
    if (number > allowed) {
      return false;
    }
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(key)
              .updateExpression("ADD #n :more SET #expires = :expires")
              .conditionExpression("attribute_not_exists(#n) OR #n <= :room")
              .expressionAttributeNames(Map.of("#n", "n", "#expires", VaultItem.EXPIRES))
              .expressionAttributeValues(
                  Map.of(
                      ":more",
                      fromN(Integer.toString(number)),
                      ":room",
                      fromN(Integer.toString(allowed - number)),
                      ":expires",
                      fromN(Long.toString(minute.plus(COUNTED_FOR).getEpochSecond())))));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }
}
