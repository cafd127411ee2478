package dev.lethe.shared.goals.aws;

import static dev.lethe.shared.aws.Items.present;

import dev.lethe.shared.goals.GoalsOrder;
import dev.lethe.shared.lane.aws.LedgerItem;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// An order in the Ledger table, where entries are that it is about: like them it has no backup, so
/// that nothing brings back what it was before. All orders are under one partition key.
public final class GoalsOrderItem {

  /// The partition key. The sort key is the application's id.
  public static final String LABEL = "goals";

  static final String BEFORE = "before";
  static final String DONE = "done";

  /// Until when it is one work's.
  static final String HELD = "held";

  /// From its time on, which is later than the switch. Longer than a backup or a record that was
  /// passed over may come back.
  private static final Duration KEPT = Duration.ofDays(129);

  private GoalsOrderItem() {}

  /// The key of an application's.
  public static Map<String, AttributeValue> key(String app) {
    return LedgerItem.key(LABEL, app);
  }

  static GoalsOrder read(Map<String, AttributeValue> item) {
    var done = item.get(DONE);
    return new GoalsOrder(
        present(item, LedgerItem.ITEM).s(),
        time(present(item, BEFORE)),
        done == null ? null : time(done));
  }

  private static Instant time(AttributeValue seconds) {
    return Instant.ofEpochSecond(Long.parseLong(seconds.n()));
  }

  static AttributeValue number(Instant time) {
    return LedgerItem.number(time.getEpochSecond());
  }

  /// In a transaction: an order, in the place of one that is done, if there was one.
  ///
  /// @param table the Ledger's
  public static TransactWriteItem written(String table, GoalsOrder order) {
    var item = LedgerItem.of(LABEL, order.app(), order.before().plus(KEPT));
    item.put(BEFORE, number(order.before()));
    return TransactWriteItem.builder()
        .put(
            Put.builder()
                .tableName(table)
                .item(item)
                .conditionExpression("attribute_not_exists(#label) OR attribute_exists(#done)")
                .expressionAttributeNames(Map.of("#label", LedgerItem.LABEL, "#done", DONE))
                .build())
        .build();
  }

  /// In a transaction: that there is an order, and it is open.
  ///
  /// @param table the Ledger's
  public static TransactWriteItem ifOpen(String table, String app) {
    return TransactWriteItem.builder()
        .conditionCheck(
            ConditionCheck.builder()
                .tableName(table)
                .key(key(app))
                .conditionExpression("attribute_exists(#label) AND attribute_not_exists(#done)")
                .expressionAttributeNames(Map.of("#label", LedgerItem.LABEL, "#done", DONE))
                .build())
        .build();
  }

  /// In a transaction: that there is no order, or that it was done by a time.
  ///
  /// @param table the Ledger's
  public static TransactWriteItem ifDone(String table, String app, Instant time) {
    return TransactWriteItem.builder()
        .conditionCheck(
            ConditionCheck.builder()
                .tableName(table)
                .key(key(app))
                .conditionExpression("attribute_not_exists(#label) OR #done <= :time")
                .expressionAttributeNames(Map.of("#label", LedgerItem.LABEL, "#done", DONE))
                .expressionAttributeValues(Map.of(":time", number(time)))
                .build())
        .build();
  }
}
