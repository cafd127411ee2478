package dev.lethe.shared.lane.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.lane.MovingMarks;
import dev.lethe.shared.lane.Position;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Marks in the Ledger table, one item a shard, and beside it one for each record that an operator
/// has put on the skip list.
public final class DynamoMarks implements MovingMarks {

  /// The sort key of a shard's mark.
  public static final String MARK = "mark";

  /// What the sort keys of the skip list begin with; the sequence number follows, padded.
  public static final String SKIP = "skip#";

  /// The attribute that a mark is in: the sequence number, padded.
  public static final String SEQUENCE = "sequence";

  /// Longer than the stream holds anything: by then a shard without a record has none to be
  /// skipped.
  private static final Duration KEPT = Duration.ofDays(130);

  private final DynamoDbClient dynamo;
  private final String table;
  private final Clock clock;
  private final String consumer;

  /// @param consumer what its partition keys begin with, apart from another consumer's
  public DynamoMarks(DynamoDbClient dynamo, String table, Clock clock, String consumer) {
    this.dynamo = dynamo;
    this.table = table;
    this.clock = clock;
    this.consumer = consumer;
  }

  @Override
  public Mark of(long shard) {
    @Nullable String sequence = null;
    var skipped = new HashSet<String>();
    var items =
        dynamo
            .queryPaginator(query ->
                query
                    .tableName(table)
                    .consistentRead(true)
                    .keyConditionExpression("#label = :shard")
                    .expressionAttributeNames(Map.of("#label", LedgerItem.LABEL))
                    .expressionAttributeValues(
                        Map.of(":shard", fromS(consumer + LedgerItem.shard(shard)))))
            .items();
    for (var item : items) {
      var name = present(item, LedgerItem.ITEM).s();
      if (name.equals(MARK)) {
        // A shard that is only claimed has none.
        var attribute = item.get(SEQUENCE);
        sequence = attribute == null ? null : attribute.s();
      } else if (name.startsWith(SKIP)) {
        skipped.add(name.substring(SKIP.length()));
      }
    }
    return new Mark(sequence, skipped);
  }

  @Override
  public void move(Position last) {
    var item =
        LedgerItem.of(consumer + LedgerItem.shard(last.shard()), MARK, clock.instant().plus(KEPT));
    item.put(SEQUENCE, fromS(last.sequence()));
    try {
      dynamo.putItem(put ->
          put.tableName(table)
              .item(item)
              .conditionExpression("attribute_not_exists(#label) OR #sequence < :sequence")
              .expressionAttributeNames(Map.of("#label", LedgerItem.LABEL, "#sequence", SEQUENCE))
              .expressionAttributeValues(Map.of(":sequence", fromS(last.sequence()))));
    } catch (ConditionalCheckFailedException e) {
      // It stands there already, or further on.
    }
  }
}
