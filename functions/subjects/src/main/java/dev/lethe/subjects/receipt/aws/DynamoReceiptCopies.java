package dev.lethe.subjects.receipt.aws;

import dev.lethe.shared.disclosure.aws.DisclosureItem;
import dev.lethe.subjects.receipt.ReceiptCopies;
import dev.lethe.subjects.receipt.SignedReceipt;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// Copies of receipts in the Requests table.
public final class DynamoReceiptCopies implements ReceiptCopies {

  private final DynamoDbClient dynamo;
  private final String table;
  private final Clock clock;

  public DynamoReceiptCopies(DynamoDbClient dynamo, String table, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.clock = clock;
  }

  @Override
  public void put(SignedReceipt receipt, Instant issued) {
    if (clock.instant().isBefore(issued.plus(ReceiptItem.KEPT))) {
      put(put ->
          put.item(ReceiptItem.of(receipt, issued))
              .conditionExpression("attribute_not_exists(#item)")
              .expressionAttributeNames(Map.of("#item", DisclosureItem.SORT)));
    }
  }

  @Override
  public void moveTo(SignedReceipt last) {
    put(put ->
        put.item(ReceiptItem.last(last.customer(), last.head()))
            .conditionExpression("attribute_not_exists(#item) OR #number < :number")
            .expressionAttributeNames(
                Map.of("#item", DisclosureItem.SORT, "#number", ReceiptItem.NUMBER))
            .expressionAttributeValues(Map.of(":number", ReceiptItem.number(last.number()))));
  }

  private void put(Consumer<PutItemRequest.Builder> item) {
    try {
      dynamo.putItem(put -> put.tableName(table).applyMutation(item));
    } catch (ConditionalCheckFailedException e) {
      // It is there, or the chain is as long.
    }
  }
}
