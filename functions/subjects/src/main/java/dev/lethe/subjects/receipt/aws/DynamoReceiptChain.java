package dev.lethe.subjects.receipt.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.disclosure.aws.DisclosureItem;
import dev.lethe.subjects.receipt.ChainHead;
import dev.lethe.subjects.receipt.ReceiptChain;
import dev.lethe.subjects.receipt.SignedReceipt;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Receipts in the Requests table. One transaction enters a receipt and moves the chain's end.
public final class DynamoReceiptChain implements ReceiptChain {

  private static final String CONDITION_FAILED = "ConditionalCheckFailed";
  private static final String CONFLICT = "TransactionConflict";

  private final DynamoDbClient dynamo;
  private final String table;
  private final Clock clock;

  public DynamoReceiptChain(DynamoDbClient dynamo, String table, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.clock = clock;
  }

  @Override
  public ChainHead head(String customer) {
    return ReceiptItem.head(read(ReceiptItem.keyOfLast(customer)));
  }

  @Override
  public Optional<SignedReceipt> find(String customer, String request) {
    return Optional.of(read(ReceiptItem.key(customer, request)))
        .filter(item -> !item.isEmpty() && ReceiptItem.canBeHad(item, clock.instant()))
        .map(ReceiptItem::receipt);
  }

  private Map<String, AttributeValue> read(Map<String, AttributeValue> key) {
    return dynamo.getItem(get -> get.tableName(table).key(key).consistentRead(true)).item();
  }

  @Override
  public boolean append(ChainHead known, SignedReceipt next) {
    var entered =
        Put.builder().tableName(table).item(ReceiptItem.of(next, clock.instant())).build();
    var moved =
        follows(known)
            .tableName(table)
            .item(ReceiptItem.last(next.customer(), next.head()))
            .build();
    try {
      dynamo.transactWriteItems(write ->
          write.transactItems(
              TransactWriteItem.builder().put(entered).build(),
              TransactWriteItem.builder().put(moved).build()));
      return true;
    } catch (TransactionCanceledException e) {
      if (e.cancellationReasons().stream()
          .anyMatch(
              reason -> CONDITION_FAILED.equals(reason.code()) || CONFLICT.equals(reason.code()))) {
        return false;
      }
      throw e;
    }
  }

  private static Put.Builder follows(ChainHead known) {
    var hash = known.hash();
    if (hash == null) {
      return Put.builder()
          .conditionExpression("attribute_not_exists(#item)")
          .expressionAttributeNames(Map.of("#item", DisclosureItem.SORT));
    }
    return Put.builder()
        .conditionExpression("#number = :number AND #hash = :hash")
        .expressionAttributeNames(Map.of("#number", ReceiptItem.NUMBER, "#hash", ReceiptItem.HASH))
        .expressionAttributeValues(
            Map.of(":number", ReceiptItem.number(known.number()), ":hash", fromS(hash)));
  }
}
