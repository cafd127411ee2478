package dev.lethe.aggregate.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.aggregate.Chunk;
import dev.lethe.aggregate.EntryCodec;
import dev.lethe.aggregate.Ledger;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// The Ledger table: a label's chunks under one partition key, sorted by day and number. Items end
/// 91 days after the last day that they change a counter of.
public final class DynamoLedger implements Ledger {

  /// The partition key.
  public static final String LABEL = "label";

  /// The sort key: the event day and the chunk's number, `2026-11-24#00000`.
  public static final String CHUNK = "chunk";

  private static final String VERSION = "version";

  /// [EntryCodec]'s bytes.
  public static final String ENTRIES = "entries";

  private static final String EXPIRES = "expires";

  /// As long as exact subtraction is promised (requirement T4), and the day on which that ends.
  private static final int DAYS_KEPT = 91;

  private static final List<String> CHANGED =
      List.of("ConditionalCheckFailed", "TransactionConflict");

  private final DynamoDbClient dynamo;
  private final String table;
  private final Clock clock;

  public DynamoLedger(DynamoDbClient dynamo, String table, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.clock = clock;
  }

  @Override
  public List<Chunk> chunks(String label, LocalDate day) {
    var now = clock.instant().getEpochSecond();
    var chunks = new ArrayList<Chunk>();
    dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("#label = :label AND begins_with(#chunk, :day)")
                .expressionAttributeNames(Map.of("#label", LABEL, "#chunk", CHUNK))
                .expressionAttributeValues(
                    Map.of(":label", fromS(label), ":day", fromS(day + "#"))))
        .items()
        .stream()
        .filter(item -> Long.parseLong(present(item, EXPIRES).n()) > now)
        .forEach(item -> chunks.add(chunk(item)));
    return chunks;
  }

  private static Chunk chunk(Map<String, AttributeValue> item) {
    var name = present(item, CHUNK).s();
    return Chunk.read(
        Integer.parseInt(name.substring(name.indexOf('#') + 1)),
        Long.parseLong(present(item, VERSION).n()),
        present(item, ENTRIES).b().asByteArray());
  }

  @Override
  public boolean extend(String label, LocalDate day, Chunk chunk) {
    try {
      dynamo.putItem(put ->
          put.tableName(table)
              .item(item(label, day, chunk))
              .conditionExpression("#version = :version")
              .expressionAttributeNames(Map.of("#version", VERSION))
              .expressionAttributeValues(Map.of(":version", number(chunk.version()))));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  @Override
  public boolean open(String label, LocalDate day, @Nullable Chunk before, Chunk chunk) {
    var writes = new ArrayList<TransactWriteItem>();
    writes.add(
        TransactWriteItem.builder()
            .put(
                Put.builder()
                    .tableName(table)
                    .item(item(label, day, chunk))
                    // One that is past its time, and still there, is as good as none.
                    .conditionExpression("attribute_not_exists(#label) OR #expires <= :now")
                    .expressionAttributeNames(Map.of("#label", LABEL, "#expires", EXPIRES))
                    .expressionAttributeValues(
                        Map.of(":now", number(clock.instant().getEpochSecond())))
                    .build())
            .build());
    if (before != null) {
      writes.add(TransactWriteItem.builder().update(sealed(label, day, before)).build());
    }
    try {
      dynamo.transactWriteItems(transaction -> transaction.transactItems(writes));
      return true;
    } catch (TransactionCanceledException e) {
      if (e.cancellationReasons().stream().anyMatch(reason -> CHANGED.contains(reason.code()))) {
        return false;
      }
      throw e;
    }
  }

  /// Whoever read it before finds another version.
  private Update sealed(String label, LocalDate day, Chunk before) {
    return Update.builder()
        .tableName(table)
        .key(key(label, day, before.number()))
        .updateExpression("SET #version = :next")
        .conditionExpression("#version = :version")
        .expressionAttributeNames(Map.of("#version", VERSION))
        .expressionAttributeValues(
            Map.of(":version", number(before.version()), ":next", number(before.version() + 1)))
        .build();
  }

  private static Map<String, AttributeValue> key(String label, LocalDate day, int number) {
    return Map.of(LABEL, fromS(label), CHUNK, fromS("%s#%05d".formatted(day, number)));
  }

  private static Map<String, AttributeValue> item(String label, LocalDate day, Chunk chunk) {
    var item = new HashMap<>(key(label, day, chunk.number()));
    item.put(VERSION, number(chunk.version() + 1));
    item.put(ENTRIES, fromB(SdkBytes.fromByteArray(EntryCodec.encode(chunk.entries()))));
    var ends = chunk.lastDay(day).plusDays(DAYS_KEPT).atStartOfDay(ZoneOffset.UTC);
    item.put(EXPIRES, number(ends.toEpochSecond()));
    return item;
  }

  private static AttributeValue number(long number) {
    return fromN(Long.toString(number));
  }
}
