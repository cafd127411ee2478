package dev.lethe.shared.disclosure.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.retention.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// The items of disclosures in the Requests table. Each customer's are in a partition of their own,
/// in which nobody may change or delete anything: the table's policy says so. Their sort keys are
/// in the order of their times.
public final class DisclosureItem {

  /// The Requests table's keys.
  public static final String PARTITION = "customer";

  public static final String SORT = "item";

  /// When an item's time is over, in seconds of the Unix epoch.
  public static final String EXPIRES = "expires";

  /// What the partitions of disclosures begin with, before the customer.
  public static final String PREFIX = "disclosures#";

  /// Longer than the 24 months of requirement T5.
  private static final Duration KEPT = Term.REQUESTS.length();

  private static final String APP = "app";
  private static final String ID = "id";
  private static final String AT = "at";
  private static final String KIND = "kind";
  private static final String RECIPIENT = "recipient";
  private static final String GROUND = "ground";
  private static final String BY = "by";
  private static final String DETAILS = "details";

  private DisclosureItem() {}

  private static Map<String, AttributeValue> of(DisclosureEntry disclosure) {
    var item = new HashMap<String, AttributeValue>();
    item.put(PARTITION, partition(disclosure.customer()));
    item.put(SORT, fromS(sortKey(disclosure)));
    item.put(EXPIRES, fromN(Long.toString(disclosure.at().plus(KEPT).getEpochSecond())));
    var app = disclosure.app();
    if (app != null) {
      item.put(APP, fromS(app));
    }
    item.put(ID, fromS(disclosure.id()));
    item.put(AT, fromN(Long.toString(disclosure.at().toEpochMilli())));
    item.put(KIND, fromS(disclosure.kind().wireName()));
    item.put(RECIPIENT, fromS(disclosure.recipient().wireName()));
    item.put(GROUND, fromS(disclosure.ground().wireName()));
    item.put(BY, fromS(disclosure.by()));
    item.put(
        DETAILS,
        fromM(
            disclosure.details().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, detail -> fromS(detail.getValue())))));
    return item;
  }

  /// Enters one, as part of a transaction. An entry that is there is never written over: who tries
  /// writes nothing of the transaction.
  public static TransactWriteItem entered(String table, DisclosureEntry disclosure) {
    return TransactWriteItem.builder()
        .put(put ->
            put.tableName(table)
                .item(of(disclosure))
                .conditionExpression("attribute_not_exists(#item)")
                .expressionAttributeNames(Map.of("#item", SORT)))
        .build();
  }

  static AttributeValue partition(String customer) {
    return fromS(PREFIX + customer);
  }

  static String sortKey(DisclosureEntry disclosure) {
    return "%013d#%s".formatted(disclosure.at().toEpochMilli(), disclosure.id());
  }

  static DisclosureEntry disclosure(Map<String, AttributeValue> item) {
    return new DisclosureEntry(
        present(item, PARTITION).s().substring(PREFIX.length()),
        item.containsKey(APP) ? present(item, APP).s() : null,
        present(item, ID).s(),
        Instant.ofEpochMilli(Long.parseLong(present(item, AT).n())),
        WireNamed.find(DisclosureEntry.Kind.class, present(item, KIND).s()).orElseThrow(),
        WireNamed.find(DisclosureEntry.Recipient.class, present(item, RECIPIENT).s()).orElseThrow(),
        WireNamed.find(DisclosureEntry.Ground.class, present(item, GROUND).s()).orElseThrow(),
        present(item, BY).s(),
        present(item, DETAILS).m().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, detail -> detail.getValue().s())));
  }
}
