package dev.lethe.retention.probe.aws;

import dev.lethe.retention.probe.Items;
import dev.lethe.retention.probe.Place;
import dev.lethe.retention.probe.Seen;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Select;

/// Tables of DynamoDB. Of each item its keys are read and its times, and not what is in it: the
/// function's role lets it read no more.
public final class DynamoItems implements Items {

  /// What is read. The template's `ProbeItemsRole` allows just these.
  static final Map<Place, List<String>> ATTRIBUTES =
      Map.of(
          Place.REGISTRY, List.of("id", "app", "at"),
          Place.VAULT,
              List.of(
                  "id",
                  "part",
                  "expires",
                  "seen",
                  "erased",
                  "at",
                  "optedOut",
                  "stopped",
                  "restricted",
                  "objections",
                  "withdrawals"),
          Place.LEDGER, List.of("label", "item", "expires"),
          Place.INSIGHTS, List.of("counter", "cell", "expires"),
          Place.REQUESTS,
              List.of(
                  "customer",
                  "item",
                  "expires",
                  "app",
                  "at",
                  "requested",
                  "timeline",
                  "erased",
                  "optedOut",
                  "stopped",
                  "restricted",
                  "objections",
                  "withdrawals"));

  private final DynamoDbClient dynamo;
  private final Map<Place, String> tables;

  public DynamoItems(DynamoDbClient dynamo, Map<Place, String> tables) {
    this.dynamo = dynamo;
    this.tables = Map.copyOf(tables);
  }

  private String table(Place place) {
    var table = tables.get(place);
    if (table == null) {
      throw new IllegalArgumentException("There is no such table.");
    }
    return table;
  }

  @Override
  public void segment(Place table, int segment, int segments, Consumer<Seen> shown) {
    var attributes = ATTRIBUTES.getOrDefault(table, List.of());
    var names =
        IntStream.range(0, attributes.size())
            .boxed()
            .collect(Collectors.toMap(number -> "#" + number, attributes::get));
    dynamo
        .scanPaginator(scan ->
            scan.tableName(table(table))
                .segment(segment)
                .totalSegments(segments)
                .select(Select.SPECIFIC_ATTRIBUTES)
                .projectionExpression(String.join(", ", names.keySet()))
                .expressionAttributeNames(names))
        .items()
        .stream()
        .map(item -> ItemForms.read(table, item))
        .forEach(shown);
  }

  @Override
  public long bytes(Place table) {
    return dynamo
        .describeTable(describe -> describe.tableName(table(table)))
        .table()
        .tableSizeBytes();
  }
}
