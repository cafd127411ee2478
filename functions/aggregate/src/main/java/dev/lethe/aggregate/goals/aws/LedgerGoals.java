package dev.lethe.aggregate.goals.aws;

import dev.lethe.aggregate.EntryCodec;
import dev.lethe.aggregate.aws.EntryItem;
import dev.lethe.shared.aws.Items;
import dev.lethe.shared.goals.Goals;
import dev.lethe.shared.goals.GoalsOrder;
import dev.lethe.shared.goals.GoalsStore;
import dev.lethe.shared.lane.aws.LedgerItem;
import dev.lethe.shared.termination.aws.Segments;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// The entries of the Ledger table, and what commands took off: each is written again without what
/// it says of goals, if it is as it was read. Whoever emptied it meanwhile has done more.
public final class LedgerGoals implements GoalsStore {

  private final DynamoDbClient dynamo;
  private final String table;
  private final Segments segments;
  private final Executor threads;

  /// @param threads in which entries are written, beside each other
  public LedgerGoals(DynamoDbClient dynamo, String table, Executor threads) {
    this.dynamo = dynamo;
    this.table = table;
    this.segments = new Segments(dynamo, table);
    this.threads = threads;
  }

  @Override
  public List<String> parts(String app) {
    return segments.all();
  }

  @Override
  public long forget(GoalsOrder order, String part) {
    var changed = new AtomicLong();
    segments.read(
        part,
        scan ->
            scan.filterExpression("attribute_exists(#entry)")
                .projectionExpression("#label, #item, #entry")
                .expressionAttributeNames(
                    Map.of(
                        "#label", LedgerItem.LABEL,
                        "#item", LedgerItem.ITEM,
                        "#entry", EntryItem.ENTRY)),
        page ->
            CompletableFuture.allOf(
                    page.stream()
                        .map(item ->
                            CompletableFuture.runAsync(
                                () -> changed.addAndGet(forget(order.app(), item)), threads))
                        .toArray(CompletableFuture[]::new))
                .join());
    return changed.get();
  }

  /// @return 1 if the entry said something of goals, else 0
  private long forget(String app, Map<String, AttributeValue> item) {
    var written = Items.present(item, EntryItem.ENTRY);
    if (!EntryCodec.app(written.b().asByteArray()).equals(app)) {
      return 0;
    }
    var entry = EntryCodec.decode(written.b().asByteArray());
    var without = entry.without(Goals::isCountedBy);
    if (without.equals(entry)) {
      return 0;
    }
    replace(item, written, SdkBytes.fromByteArray(EntryCodec.encode(without)));
    return 1;
  }

  private void replace(Map<String, AttributeValue> item, AttributeValue before, SdkBytes entry) {
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(
                  LedgerItem.key(
                      Items.present(item, LedgerItem.LABEL).s(),
                      Items.present(item, LedgerItem.ITEM).s()))
              .updateExpression("SET #entry = :entry")
              .conditionExpression("#entry = :before")
              .expressionAttributeNames(Map.of("#entry", EntryItem.ENTRY))
              .expressionAttributeValues(
                  Map.of(":before", before, ":entry", AttributeValue.fromB(entry))));
    } catch (ConditionalCheckFailedException e) {
      // It was emptied, or ended, or somebody else has done this already.
    }
  }
}
