package dev.lethe.infra.stack;

import dev.lethe.shared.aws.Items;
import dev.lethe.shared.disclosure.aws.DisclosureItem;
import dev.lethe.shared.lane.aws.BatchWrites;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Requests that a test enters for an application which there is not. The watch would start the
/// work of each that is left open, which can do nothing, and tries that for hours beside the other
/// tests.
public final class RequestsOfNobody {

  private static final Stack STACK = Stack.running();

  private RequestsOfNobody() {}

  /// Deletes all that the Requests table has of a customer.
  public static void delete(String customer) {
    var table = STACK.output("RequestsTable");
    try (var dynamo = STACK.client(DynamoDbClient.builder())) {
      var found =
          dynamo
              .queryPaginator(query ->
                  query
                      .tableName(table)
                      .keyConditionExpression("#customer = :customer")
                      .expressionAttributeNames(Map.of("#customer", DisclosureItem.PARTITION))
                      .expressionAttributeValues(
                          Map.of(":customer", AttributeValue.fromS(customer)))
                      .consistentRead(true))
              .items()
              .stream()
              .map(item ->
                  Map.of(
                      DisclosureItem.PARTITION,
                      Items.present(item, DisclosureItem.PARTITION),
                      DisclosureItem.SORT,
                      Items.present(item, DisclosureItem.SORT)))
              .toList();
      new BatchWrites(dynamo, table).delete(found);
    }
  }
}
