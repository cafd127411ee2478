package dev.lethe.aggregate.aws;

import static dev.lethe.shared.aws.Items.present;
import static dev.lethe.shared.lane.aws.LedgerItem.number;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.aggregate.Account;
import dev.lethe.aggregate.Entry;
import dev.lethe.aggregate.EntryCodec;
import dev.lethe.aggregate.Filed;
import dev.lethe.aggregate.Header;
import dev.lethe.aggregate.Ledger;
import dev.lethe.aggregate.subject.Accounts;
import dev.lethe.shared.lane.aws.BatchWrites;
import dev.lethe.shared.lane.aws.LedgerItem;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// The Ledger table: a label's entries and its header under one partition key, each entry an item
/// of its own that is written once. So an entry costs a write unit per KB of itself, however much
/// the subject has sent before.
public final class DynamoLedger implements Ledger, Accounts {

  /// A header outlives the entries that it is about.
  private static final Duration HEADER_KEPT = Duration.ofDays(DAYS_KEPT + 39L);

  /// How old it may be when it is read: entries that name it end before it does.
  private static final Duration RENEWED_AFTER = Duration.ofDays(30);

  /// What an erasure emptied ends before its header does.
  private static final Duration EMPTIED_KEPT = Duration.ofDays(DAYS_KEPT + 9L);

  /// An item that is past its time, and still there, is as good as none.
  private static final String FREE = "attribute_not_exists(#label) OR #expires <= :now";

  private final DynamoDbClient dynamo;
  private final BatchWrites writes;
  private final String table;
  private final Clock clock;

  public DynamoLedger(DynamoDbClient dynamo, String table, Clock clock) {
    this.dynamo = dynamo;
    this.writes = new BatchWrites(dynamo, table);
    this.table = table;
    this.clock = clock;
  }

  @Override
  public Account read(String label, LocalDate from) {
    return read(label, from, true);
  }

  /// Without a header being renewed, which is a write.
  @Override
  public Account look(String label) {
    return read(label, LocalDate.EPOCH, false);
  }

  private Account read(String label, LocalDate from, boolean renews) {
    var header = Header.NONE;
    var filed = new ArrayList<Filed>();
    var items =
        dynamo
            .queryPaginator(query ->
                query
                    .tableName(table)
                    .consistentRead(true)
                    .keyConditionExpression("#label = :label AND #item BETWEEN :from AND :header")
                    .expressionAttributeNames(
                        Map.of("#label", LedgerItem.LABEL, "#item", LedgerItem.ITEM))
                    .expressionAttributeValues(
                        Map.of(
                            ":label", fromS(label),
                            ":from", fromS(from.toString()),
                            ":header", fromS(EntryItem.HEADER))))
            .items();
    for (var item : items) {
      if (LedgerItem.isOver(item, clock.instant())) {
        continue;
      }
      if (present(item, LedgerItem.ITEM).s().equals(EntryItem.HEADER)) {
        header = HeaderItem.read(item);
        if (renews) {
          renew(label, item, header);
        }
      } else {
        filed.add(filed(item));
      }
    }
    return new Account(from, header, filed);
  }

  private static Filed filed(Map<String, AttributeValue> item) {
    var place = present(item, LedgerItem.ITEM).s();
    var end = place.indexOf('#');
    var day = LocalDate.parse(place.substring(0, end));
    var number = Integer.parseInt(place.substring(end + 1));
    var entry = item.get(EntryItem.ENTRY);
    return entry == null
        ? Filed.emptied(day, number, Long.parseLong(present(item, EntryItem.EMPTIED).n()))
        : Filed.read(day, number, entry.b().asByteArray());
  }

  @Override
  public boolean append(String label, LocalDate day, int number, Entry entry) {
    var ends = entry.lastDay(day).plusDays(DAYS_KEPT).atStartOfDay(ZoneOffset.UTC).toInstant();
    var item = LedgerItem.of(label, EntryItem.place(day, number), ends);
    item.put(EntryItem.ENTRY, fromB(SdkBytes.fromByteArray(EntryCodec.encode(entry))));
    return put(put -> ifFree(put.item(item)));
  }

  @Override
  public boolean write(String label, Header header) {
    return put(label, header, header.written());
  }

  private boolean put(String label, Header before, Header header) {
    var item = LedgerItem.of(label, EntryItem.HEADER, clock.instant().plus(HEADER_KEPT));
    item.putAll(HeaderItem.of(header));
    return put(put -> {
      put.item(item);
      if (before.version() == 0) {
        ifFree(put);
      } else {
        put.conditionExpression("#version = :version")
            .expressionAttributeNames(Map.of("#version", HeaderItem.VERSION))
            .expressionAttributeValues(Map.of(":version", number(before.version())));
      }
    });
  }

  /// A header outlives all entries that name it: whoever may add one has read it before.
  private void renew(String label, Map<String, AttributeValue> item, Header header) {
    if (header.death() == null
        && LedgerItem.isOver(item, clock.instant().plus(HEADER_KEPT.minus(RENEWED_AFTER)))) {
      put(label, header, header);
    }
  }

  private void ifFree(PutItemRequest.Builder put) {
    put.conditionExpression(FREE)
        .expressionAttributeNames(
            Map.of("#label", LedgerItem.LABEL, "#expires", LedgerItem.EXPIRES))
        .expressionAttributeValues(Map.of(":now", now()));
  }

  private AttributeValue now() {
    return number(clock.instant().getEpochSecond());
  }

  private boolean put(Consumer<PutItemRequest.Builder> item) {
    try {
      dynamo.putItem(put -> item.accept(put.tableName(table)));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  @Override
  public void empty(String label, List<Filed> entries, long header) {
    var ends = clock.instant().plus(EMPTIED_KEPT);
    writes.put(
        entries.stream()
            .filter(filed -> filed.entry() != null)
            .map(filed -> {
              var place = EntryItem.place(filed.day(), filed.number());
              var item = LedgerItem.of(label, place, ends);
              item.put(EntryItem.EMPTIED, number(header));
              return item;
            })
            .toList());
  }
}
