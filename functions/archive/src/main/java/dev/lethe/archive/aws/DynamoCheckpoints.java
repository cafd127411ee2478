package dev.lethe.archive.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.archive.Checkpoints;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.lane.aws.DynamoMarks;
import dev.lethe.shared.lane.aws.LedgerItem;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Marks of shards, as [DynamoMarks] has them, with the last claim on what comes next.
public final class DynamoCheckpoints implements Checkpoints {

  private static final String CLAIM = "claim";

  private final DynamoDbClient dynamo;
  private final String table;
  private final Clock clock;
  private final DynamoMarks marks;

  public DynamoCheckpoints(DynamoDbClient dynamo, String table, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.clock = clock;
    this.marks = new DynamoMarks(dynamo, table, clock, ArchiveItem.SHARDS);
  }

  @Override
  public Mark of(long shard) {
    return marks.of(shard);
  }

  @Override
  public State read(long shard) {
    var item =
        dynamo.getItem(get -> get.tableName(table).key(key(shard)).consistentRead(true)).item();
    return new State(shard, text(item, DynamoMarks.SEQUENCE), text(item, CLAIM));
  }

  private static @Nullable String text(Map<String, AttributeValue> item, String name) {
    var attribute = item.get(name);
    return attribute == null ? null : attribute.s();
  }

  @Override
  public State claim(State known) throws SupersededException {
    return write(new State(known.shard(), known.mark(), UUID.randomUUID().toString()), known);
  }

  @Override
  public State move(State known, Position last) throws SupersededException {
    return write(new State(known.shard(), last.sequence(), null), known);
  }

  private State write(State state, State known) throws SupersededException {
    var item =
        LedgerItem.of(
            ArchiveItem.SHARDS + LedgerItem.shard(state.shard()),
            DynamoMarks.MARK,
            clock.instant().plus(ArchiveItem.KEPT));
    put(item, DynamoMarks.SEQUENCE, state.mark());
    put(item, CLAIM, state.claim());
    var values = new HashMap<String, AttributeValue>();
    put(values, ":mark", known.mark());
    put(values, ":claim", known.claim());
    try {
      dynamo.putItem(put -> {
        put.tableName(table)
            .item(item)
            .conditionExpression(
                "%s AND %s".formatted(is("#mark", ":mark", values), is("#claim", ":claim", values)))
            .expressionAttributeNames(Map.of("#mark", DynamoMarks.SEQUENCE, "#claim", CLAIM));
        if (!values.isEmpty()) {
          put.expressionAttributeValues(values);
        }
      });
    } catch (ConditionalCheckFailedException e) {
      throw new SupersededException();
    }
    return state;
  }

  private static void put(
      Map<String, AttributeValue> attributes, String name, @Nullable String text) {
    if (text != null) {
      attributes.put(name, fromS(text));
    }
  }

  private static String is(String name, String value, Map<String, AttributeValue> values) {
    return values.containsKey(value)
        ? "%s = %s".formatted(name, value)
        : "attribute_not_exists(%s)".formatted(name);
  }

  private static Map<String, AttributeValue> key(long shard) {
    return LedgerItem.key(ArchiveItem.SHARDS + LedgerItem.shard(shard), DynamoMarks.MARK);
  }
}
