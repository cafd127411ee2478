package dev.lethe.control.aws;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Transactions of which a condition may not hold.
final class Transactions {

  /// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html>
  private static final String CONDITION_FAILED = "ConditionalCheckFailed";

  private static final String CONFLICT = "TransactionConflict";

  /// What became of one.
  enum Outcome {
    DONE,
    /// A condition did not hold: nothing is written.
    REFUSED,
    /// Somebody else wrote the same at the same time: nothing is written, and it may be tried
    /// again.
    CONFLICT
  }

  private Transactions() {}

  /// Writes all of it, or nothing.
  ///
  /// @return whether all conditions held, and nobody else wrote the same meanwhile
  static boolean hold(DynamoDbClient dynamo, List<TransactWriteItem> items) {
    return write(dynamo, items) == Outcome.DONE;
  }

  /// Writes all of it, or nothing.
  static Outcome write(DynamoDbClient dynamo, List<TransactWriteItem> items) {
    try {
      dynamo.transactWriteItems(write -> write.transactItems(items));
      return Outcome.DONE;
    } catch (TransactionCanceledException e) {
      var reasons = e.cancellationReasons().stream().map(CancellationReason::code).toList();
      if (reasons.contains(CONDITION_FAILED)) {
        return Outcome.REFUSED;
      }
      if (reasons.contains(CONFLICT)) {
        return Outcome.CONFLICT;
      }
      throw e;
    }
  }
}
