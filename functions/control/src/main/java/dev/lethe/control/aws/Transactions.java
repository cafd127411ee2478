package dev.lethe.control.aws;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Transactions of which a condition may not hold.
final class Transactions {

  /// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html>
  private static final String CONDITION_FAILED = "ConditionalCheckFailed";

  private static final String CONFLICT = "TransactionConflict";

  private Transactions() {}

  /// Writes all of it, or nothing.
  ///
  /// @return whether all conditions held
  static boolean hold(DynamoDbClient dynamo, List<TransactWriteItem> items) {
    return written(dynamo, items, Set.of(CONDITION_FAILED));
  }

  /// The same, for what is tried again.
  ///
  /// @return whether all conditions held, and nobody else wrote the same meanwhile
  static boolean holdAlone(DynamoDbClient dynamo, List<TransactWriteItem> items) {
    return written(dynamo, items, Set.of(CONDITION_FAILED, CONFLICT));
  }

  private static boolean written(
      DynamoDbClient dynamo, List<TransactWriteItem> items, Set<String> cancelled) {
    try {
      dynamo.transactWriteItems(write -> write.transactItems(items));
      return true;
    } catch (TransactionCanceledException e) {
      if (e.cancellationReasons().stream().anyMatch(why -> cancelled.contains(why.code()))) {
        return false;
      }
      throw e;
    }
  }
}
