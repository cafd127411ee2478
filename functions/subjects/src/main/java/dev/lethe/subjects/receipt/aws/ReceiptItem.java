package dev.lethe.subjects.receipt.aws;

import static dev.lethe.shared.aws.Items.present;
import static java.nio.charset.StandardCharsets.UTF_8;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.disclosure.aws.DisclosureItem;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.retention.Term;
import dev.lethe.subjects.receipt.ChainHead;
import dev.lethe.subjects.receipt.SignedReceipt;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of receipts in the Requests table: one for each, by its request, and one for the last
/// of each customer's, which stays.
final class ReceiptItem {

  static final String NUMBER = "number";
  static final String HASH = "hash";

  /// Longer than the 24 months of requirement T5.
  static final Duration KEPT = Term.REQUESTS.length();

  private static final String RECEIPT = "receipt#";

  /// The last one of a customer.
  private static final String LAST = "receipts";

  private static final String REQUEST = "request";
  private static final String FILE = "file";

  private ReceiptItem() {}

  static Map<String, AttributeValue> key(String customer, String request) {
    return of(customer, RECEIPT + request);
  }

  static Map<String, AttributeValue> keyOfLast(String customer) {
    return of(customer, LAST);
  }

  private static Map<String, AttributeValue> of(String customer, String item) {
    return Map.of(DisclosureItem.PARTITION, fromS(customer), DisclosureItem.SORT, fromS(item));
  }

  static Map<String, AttributeValue> of(SignedReceipt receipt, Instant now) {
    var item = new HashMap<>(key(receipt.customer(), receipt.request()));
    item.put(REQUEST, fromS(receipt.request()));
    item.put(NUMBER, number(receipt.number()));
    item.put(FILE, fromS(new String(receipt.file().toArray(), UTF_8)));
    item.put(DisclosureItem.EXPIRES, number(now.plus(KEPT).getEpochSecond()));
    return item;
  }

  static SignedReceipt receipt(Map<String, AttributeValue> item) {
    return new SignedReceipt(
        present(item, DisclosureItem.PARTITION).s(),
        present(item, REQUEST).s(),
        Long.parseLong(present(item, NUMBER).n()),
        Bytes.copyOf(present(item, FILE).s().getBytes(UTF_8)));
  }

  static boolean canBeHad(Map<String, AttributeValue> item, Instant now) {
    return now.getEpochSecond() < Long.parseLong(present(item, DisclosureItem.EXPIRES).n());
  }

  static Map<String, AttributeValue> last(String customer, ChainHead head) {
    var item = new HashMap<>(keyOfLast(customer));
    item.put(NUMBER, number(head.number()));
    var hash = head.hash();
    if (hash != null) {
      item.put(HASH, fromS(hash));
    }
    return item;
  }

  static ChainHead head(@Nullable Map<String, AttributeValue> item) {
    return item == null || item.isEmpty()
        ? ChainHead.NONE
        : new ChainHead(Long.parseLong(present(item, NUMBER).n()), present(item, HASH).s());
  }

  static AttributeValue number(long number) {
    return fromN(Long.toString(number));
  }
}
