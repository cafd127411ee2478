package dev.lethe.archive.aws;

import static dev.lethe.shared.aws.Items.present;
import static dev.lethe.shared.lane.aws.LedgerItem.number;

import dev.lethe.archive.Found;
import dev.lethe.archive.Graves;
import dev.lethe.shared.lane.aws.LedgerItem;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/// Graves in the Ledger table: one item for each label whose life is over.
public final class DynamoGraves implements Graves {

  private static final String GRAVE = "grave";
  private static final String OBJECTS = "objects";
  private static final String LINES = "lines";

  /// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html>
  private static final int MOST_AT_A_TIME = 100;

  private final DynamoDbClient dynamo;
  private final String table;
  private final Clock clock;

  public DynamoGraves(DynamoDbClient dynamo, String table, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.clock = clock;
  }

  @Override
  public void bury(String label) {
    dynamo.updateItem(update ->
        update
            .tableName(table)
            .key(key(label))
            .updateExpression("SET #expires = :expires")
            .expressionAttributeNames(Map.of("#expires", LedgerItem.EXPIRES))
            .expressionAttributeValues(Map.of(":expires", expires())));
  }

  @Override
  public Set<String> dead(Collection<String> labels) {
    var dead = new HashSet<String>();
    var keys = labels.stream().distinct().toList();
    for (var from = 0; from < keys.size(); from += MOST_AT_A_TIME) {
      dead.addAll(deadOf(keys.subList(from, Math.min(from + MOST_AT_A_TIME, keys.size()))));
    }
    return dead;
  }

  private Set<String> deadOf(Collection<String> labels) {
    var byKey = labels.stream().collect(Collectors.toMap(ArchiveItem::label, label -> label));
    var asked =
        KeysAndAttributes.builder()
            .keys(labels.stream().map(DynamoGraves::key).toList())
            .projectionExpression("#label")
            .expressionAttributeNames(Map.of("#label", LedgerItem.LABEL))
            .consistentRead(true)
            .build();
    return dynamo
        .batchGetItemPaginator(
            BatchGetItemRequest.builder().requestItems(Map.of(table, asked)).build())
        .stream()
        .flatMap(page -> page.responses().getOrDefault(table, List.of()).stream())
        .map(item -> byKey.get(present(item, LedgerItem.LABEL).s()))
        .collect(Collectors.toSet());
  }

  @Override
  public Found note(String label, Found found) {
    var values = new HashMap<String, AttributeValue>();
    values.put(":objects", number(found.objects()));
    values.put(":lines", number(found.lines()));
    values.put(":expires", expires());
    var item =
        dynamo
            .updateItem(update ->
                update
                    .tableName(table)
                    .key(key(label))
                    .updateExpression(
                        "SET #objects = if_not_exists(#objects, :objects),"
                            + " #lines = if_not_exists(#lines, :lines), #expires = :expires")
                    .expressionAttributeNames(
                        Map.of(
                            "#objects", OBJECTS, "#lines", LINES, "#expires", LedgerItem.EXPIRES))
                    .expressionAttributeValues(values)
                    .returnValues(ReturnValue.ALL_NEW))
            .attributes();
    return new Found(
        Long.parseLong(present(item, OBJECTS).n()), Long.parseLong(present(item, LINES).n()));
  }

  private AttributeValue expires() {
    return number(clock.instant().plus(ArchiveItem.KEPT).getEpochSecond());
  }

  private static Map<String, AttributeValue> key(String label) {
    return LedgerItem.key(ArchiveItem.label(label), GRAVE);
  }
}
