package dev.lethe.subjects.request.aws;

import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// What is done about transactions of DynamoDB that were cancelled.
final class Transactions {

  /// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html>
  private static final String CONDITION_FAILED = "ConditionalCheckFailed";

  private static final int TRIES = 20;
  private static final int LONGEST_PAUSE_MILLIS = 40;

  private int left = TRIES;

  /// Whether a condition of one of the writes did not hold.
  static boolean refused(TransactionCanceledException cancelled, int write) {
    return CONDITION_FAILED.equals(cancelled.cancellationReasons().get(write).code());
  }

  /// Waits before the next try, since others write the same items.
  ///
  /// @throws TransactionCanceledException if there were enough
  void again(TransactionCanceledException cancelled) {
    if (--left == 0) {
      throw cancelled;
    }
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(1, LONGEST_PAUSE_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled;
    }
  }
}
