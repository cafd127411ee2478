package dev.lethe.shared.registry.aws;

import static dev.lethe.shared.aws.Items.present;

import dev.lethe.shared.registry.GoneApplications;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// Asks the Registry table, strongly consistent, for nothing but whether applications are gone.
public final class DynamoGoneApplications implements GoneApplications {

  /// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html>
  private static final int MOST_AT_A_TIME = 100;

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoGoneApplications(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public Set<String> among(Set<String> applications) {
    var gone = new HashSet<String>();
    var all = List.copyOf(applications);
    for (var from = 0; from < all.size(); from += MOST_AT_A_TIME) {
      gone.addAll(read(all.subList(from, Math.min(all.size(), from + MOST_AT_A_TIME))));
    }
    return gone;
  }

  private List<String> read(List<String> applications) {
    var asked =
        KeysAndAttributes.builder()
            .keys(
                applications.stream()
                    .map(app -> RegistryItem.keyOf(RegistryItem.idOfApplication(app)))
                    .toList())
            .projectionExpression("#app, #gone")
            .expressionAttributeNames(Map.of("#app", RegistryItem.APP, "#gone", RegistryItem.GONE))
            .consistentRead(true)
            .build();
    return dynamo
        .batchGetItemPaginator(
            BatchGetItemRequest.builder().requestItems(Map.of(table, asked)).build())
        .stream()
        .flatMap(page -> page.responses().getOrDefault(table, List.of()).stream())
        .filter(item -> item.containsKey(RegistryItem.GONE))
        .map(item -> present(item, RegistryItem.APP).s())
        .toList();
  }
}
