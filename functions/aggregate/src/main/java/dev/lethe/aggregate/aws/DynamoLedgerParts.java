package dev.lethe.aggregate.aws;

import static dev.lethe.shared.aws.Items.present;

import dev.lethe.aggregate.Entry;
import dev.lethe.aggregate.EntryCodec;
import dev.lethe.aggregate.Header;
import dev.lethe.aggregate.restore.LedgerParts;
import dev.lethe.shared.lane.aws.LedgerItem;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// The Ledger table, in segments of its keys. An entry's header is asked for by itself: that items
/// of a label come together is nothing that DynamoDB promises.
public final class DynamoLedgerParts implements LedgerParts {

  /// `BatchGetItem` takes no more
  /// (<https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html>).
  private static final int ITEMS_PER_CALL = 100;

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoLedgerParts(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public long bytes() {
    return dynamo.describeTable(describe -> describe.tableName(table)).table().tableSizeBytes();
  }

  @Override
  public void read(int segment, int segments, Instant now, Sink sink) {
    dynamo
        .scanPaginator(scan ->
            scan.tableName(table).segment(segment).totalSegments(segments).consistentRead(true))
        .forEach(page -> {
          var entries =
              page.items().stream()
                  .filter(item -> item.containsKey(EntryItem.ENTRY))
                  .filter(item -> !LedgerItem.isOver(item, now))
                  .collect(Collectors.partitioningBy(DynamoLedgerParts::isTaken));
          entries.getOrDefault(true, List.of()).forEach(item -> sink.taken(entry(item)));
          show(entries.getOrDefault(false, List.of()), now, sink);
        });
  }

  private static boolean isTaken(Map<String, AttributeValue> item) {
    return label(item).startsWith(EntryItem.TAKEN);
  }

  private static String label(Map<String, AttributeValue> item) {
    return present(item, LedgerItem.LABEL).s();
  }

  private static Entry entry(Map<String, AttributeValue> item) {
    return EntryCodec.decode(present(item, EntryItem.ENTRY).b().asByteArray());
  }

  private void show(List<Map<String, AttributeValue>> items, Instant now, Sink sink) {
    var labels = items.stream().map(DynamoLedgerParts::label).distinct().toList();
    var headers = new HashMap<String, Header>();
    for (var from = 0; from < labels.size(); from += ITEMS_PER_CALL) {
      headers.putAll(
          headers(labels.subList(from, Math.min(labels.size(), from + ITEMS_PER_CALL)), now));
    }
    for (var item : items) {
      sink.entry(headers.getOrDefault(label(item), Header.NONE), entry(item));
    }
  }

  private Map<String, Header> headers(List<String> labels, Instant now) {
    var keys = labels.stream().map(label -> LedgerItem.key(label, EntryItem.HEADER)).toList();
    var request =
        Map.of(table, KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
    var headers = new HashMap<String, Header>();
    for (var page : dynamo.batchGetItemPaginator(get -> get.requestItems(request))) {
      for (var item : page.responses().getOrDefault(table, List.of())) {
        if (!LedgerItem.isOver(item, now)) {
          headers.put(label(item), HeaderItem.read(item));
        }
      }
    }
    return headers;
  }
}
