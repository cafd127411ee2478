package dev.lethe.archive.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.archive.LabelIndex;
import dev.lethe.shared.lane.aws.BatchWrites;
import dev.lethe.shared.lane.aws.LedgerItem;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Where lines of labels are, in the Ledger table: one item for each label and object.
public final class DynamoLabelIndex implements LabelIndex {

  /// What the sort keys begin with; the object's name follows.
  private static final String IN = "in#";

  private final DynamoDbClient dynamo;
  private final String table;
  private final BatchWrites writes;
  private final Clock clock;

  public DynamoLabelIndex(DynamoDbClient dynamo, String table, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.writes = new BatchWrites(dynamo, table);
    this.clock = clock;
  }

  @Override
  public void add(String object, Collection<String> labels) {
    var expires = clock.instant().plus(ArchiveItem.KEPT);
    writes.put(
        labels.stream()
            .map(label -> LedgerItem.of(ArchiveItem.label(label), IN + object, expires))
            .toList());
  }

  @Override
  public List<String> objects(String label) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("#label = :label AND begins_with(#item, :in)")
                .expressionAttributeNames(
                    Map.of("#label", LedgerItem.LABEL, "#item", LedgerItem.ITEM))
                .expressionAttributeValues(
                    Map.of(":label", fromS(ArchiveItem.label(label)), ":in", fromS(IN))))
        .items()
        .stream()
        .map(item -> present(item, LedgerItem.ITEM).s().substring(IN.length()))
        .toList();
  }

  @Override
  public void remove(String label, Collection<String> objects) {
    writes.delete(
        objects.stream()
            .map(object -> LedgerItem.key(ArchiveItem.label(label), IN + object))
            .toList());
  }

  @Override
  public void removeAll(String object, Collection<String> labels) {
    writes.delete(
        labels.stream()
            .map(label -> LedgerItem.key(ArchiveItem.label(label), IN + object))
            .toList());
  }
}
