package dev.lethe.shared.aws;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Transactions of DynamoDB of which a condition may not hold.
public final class Transactions {

  /// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html>
  private static final String CONDITION_FAILED = "ConditionalCheckFailed";

  private static final String CONFLICT = "TransactionConflict";
  private static final int TRIES = 20;
  private static final int LONGEST_PAUSE_MILLIS = 40;

  private Transactions() {}

  /// Writes all of it, or nothing; again after a moment if somebody else writes the same.
  ///
  /// @return whether all conditions held
  /// @throws TransactionCanceledException if it could not be written for another reason, or others
  ///   write the same all the time
  public static boolean hold(DynamoDbClient dynamo, List<TransactWriteItem> items) {
    for (var left = TRIES; ; left--) {
      try {
        dynamo.transactWriteItems(write -> write.transactItems(items));
        return true;
      } catch (TransactionCanceledException e) {
        var reasons = e.cancellationReasons().stream().map(CancellationReason::code).toList();
        if (reasons.contains(CONDITION_FAILED)) {
          return false;
        }
        if (!reasons.contains(CONFLICT) || left == 1) {
          throw e;
        }
        pause(e);
      }
    }
  }

  private static void pause(TransactionCanceledException cancelled) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(1, LONGEST_PAUSE_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled;
    }
  }
}
