package dev.lethe.shared.registry.aws;

import dev.lethe.shared.aws.BatchRead;
import dev.lethe.shared.registry.FeatureSwitches;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The Registry table: each switch is an item with a number, and the application's item has the
/// latest number. After the table was restored some numbers may be missing.
public final class DynamoFeatureSwitches implements FeatureSwitches {

  private final DynamoDbClient dynamo;
  private final BatchRead batches;
  private final String table;

  public DynamoFeatureSwitches(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.batches = new BatchRead(dynamo, Thread::sleep);
    this.table = table;
  }

  @Override
  public Page of(String app, int limit, OptionalInt after) {
    var latest = Math.min(latest(app), after.orElse(Integer.MAX_VALUE) - 1);
    var oldest = Math.max(latest - limit, 0) + 1;
    var keys =
        IntStream.rangeClosed(oldest, latest)
            .mapToObj(number -> RegistryItem.keyOf(RegistryItem.idOfSwitch(app, number)))
            .toList();
    var found = batches.read(Map.of(table, keys));
    var switches =
        keys.reversed().stream()
            .map(key -> found.get(table, key))
            .filter(Objects::nonNull)
            .map(RegistryItem::featureSwitch)
            .toList();
    return new Page(switches, oldest > 1 ? OptionalInt.of(oldest) : OptionalInt.empty());
  }

  /// The number of an application's latest switch; 0 if there was none.
  public int latest(String app) {
    return RegistryItem.switches(
        dynamo
            .getItem(get ->
                get.tableName(table)
                    .key(RegistryItem.keyOf(RegistryItem.idOfApplication(app)))
                    .consistentRead(true))
            .item());
  }
}
