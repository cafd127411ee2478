package dev.lethe.archive.aws;

import static dev.lethe.shared.aws.Items.present;
import static dev.lethe.shared.lane.aws.LedgerItem.number;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;

import dev.lethe.archive.Found;
import dev.lethe.archive.LabelStanding;
import dev.lethe.archive.Standings;
import dev.lethe.shared.lane.aws.LedgerItem;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/// How labels stand, in the Ledger table: one item for each label that is dead or was ever held,
/// and one for what each of its states found.
public final class DynamoStandings implements Standings {

  private static final String STANDING = "standing";

  /// What the sort keys of what was found begin with; the state follows.
  private static final String FOUND_IN = "found#";

  private static final String DEAD = "dead";
  private static final String STATE = "state";
  private static final String HELD = "held";
  private static final String OBJECTS = "objects";
  private static final String LINES = "lines";

  /// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html>
  private static final int MOST_AT_A_TIME = 100;

  private final DynamoDbClient dynamo;
  private final String table;
  private final Clock clock;

  public DynamoStandings(DynamoDbClient dynamo, String table, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.clock = clock;
  }

  @Override
  public void bury(String label) {
    dynamo.updateItem(update ->
        update
            .tableName(table)
            .key(key(label))
            .updateExpression("SET #dead = :dead, #expires = :expires")
            .expressionAttributeNames(Map.of("#dead", DEAD, "#expires", LedgerItem.EXPIRES))
            .expressionAttributeValues(Map.of(":dead", fromBool(true), ":expires", expires())));
  }

  @Override
  public void hold(String label, long state, boolean isHeld) {
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(key(label))
              .updateExpression("SET #state = :state, #held = :held, #expires = :expires")
              .conditionExpression("attribute_not_exists(#state) OR #state < :state")
              .expressionAttributeNames(
                  Map.of("#state", STATE, "#held", HELD, "#expires", LedgerItem.EXPIRES))
              .expressionAttributeValues(
                  Map.of(
                      ":state", number(state), ":held", fromBool(isHeld), ":expires", expires())));
    } catch (ConditionalCheckFailedException e) {
      // It is known already, or something newer is.
    }
  }

  @Override
  public Map<String, LabelStanding> of(Collection<String> labels) {
    var standings = new HashMap<String, LabelStanding>();
    var all = labels.stream().distinct().toList();
    for (var from = 0; from < all.size(); from += MOST_AT_A_TIME) {
      standings.putAll(read(all.subList(from, Math.min(from + MOST_AT_A_TIME, all.size()))));
    }
    return standings;
  }

  private Map<String, LabelStanding> read(Collection<String> labels) {
    var byKey = labels.stream().collect(Collectors.toMap(ArchiveItem::label, label -> label));
    var asked =
        KeysAndAttributes.builder()
            .keys(labels.stream().map(DynamoStandings::key).toList())
            .projectionExpression("#label, #dead, #held")
            .expressionAttributeNames(
                Map.of("#label", LedgerItem.LABEL, "#dead", DEAD, "#held", HELD))
            .consistentRead(true)
            .build();
    return dynamo
        .batchGetItemPaginator(
            BatchGetItemRequest.builder().requestItems(Map.of(table, asked)).build())
        .stream()
        .flatMap(page -> page.responses().getOrDefault(table, List.of()).stream())
        .collect(
            Collectors.toMap(
                item -> byKey.get(present(item, LedgerItem.LABEL).s()),
                item -> new LabelStanding(is(item, DEAD), is(item, HELD))));
  }

  private static boolean is(Map<String, AttributeValue> item, String name) {
    var attribute = item.get(name);
    return attribute != null && attribute.bool();
  }

  @Override
  public Found note(String label, Found found) {
    return note(key(label), found);
  }

  @Override
  public Found note(String label, long state, Found found) {
    return note(LedgerItem.key(ArchiveItem.label(label), FOUND_IN + state), found);
  }

  private Found note(Map<String, AttributeValue> key, Found found) {
    var item =
        dynamo
            .updateItem(update ->
                update
                    .tableName(table)
                    .key(key)
                    .updateExpression(
                        "SET #objects = if_not_exists(#objects, :objects),"
                            + " #lines = if_not_exists(#lines, :lines), #expires = :expires")
                    .expressionAttributeNames(
                        Map.of(
                            "#objects", OBJECTS, "#lines", LINES, "#expires", LedgerItem.EXPIRES))
                    .expressionAttributeValues(
                        Map.of(
                            ":objects",
                            number(found.objects()),
                            ":lines",
                            number(found.lines()),
                            ":expires",
                            expires()))
                    .returnValues(ReturnValue.ALL_NEW))
            .attributes();
    return new Found(
        Long.parseLong(present(item, OBJECTS).n()), Long.parseLong(present(item, LINES).n()));
  }

  private AttributeValue expires() {
    return number(clock.instant().plus(ArchiveItem.KEPT).getEpochSecond());
  }

  private static Map<String, AttributeValue> key(String label) {
    return LedgerItem.key(ArchiveItem.label(label), STANDING);
  }
}
