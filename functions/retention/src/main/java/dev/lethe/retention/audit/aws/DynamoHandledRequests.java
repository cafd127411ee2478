package dev.lethe.retention.audit.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.retention.audit.HandledRequest;
import dev.lethe.retention.audit.HandledRequests;
import dev.lethe.shared.disclosure.aws.DisclosureItem;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Requests in the Requests table, as `RequestItem` of `subjects` enters them: of each, what says
/// nothing of its subject. Reads of the operator's are nobody's requests; they are disclosures.
public final class DynamoHandledRequests implements HandledRequests {

  private static final String ID = "id";
  private static final String TYPE = "type";
  private static final String SUBMITTED = "submitted";
  private static final String TIMELINE = "timeline";
  private static final String BREAK_GLASS = "breakGlass";

  private final DynamoDbClient dynamo;
  private final String table;
  private final Clock clock;

  public DynamoHandledRequests(DynamoDbClient dynamo, String table, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.clock = clock;
  }

  @Override
  public List<HandledRequest> of(String customer, String app) {
    var now = Long.toString(clock.instant().getEpochSecond());
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .keyConditionExpression("#customer = :customer AND begins_with(#item, :requests)")
                .filterExpression(
                    "#app = :app AND #expires > :now AND attribute_not_exists(#breakGlass)")
                .projectionExpression("#id, #type, #submitted, #timeline")
                .expressionAttributeNames(
                    Map.of(
                        "#customer",
                        DisclosureItem.PARTITION,
                        "#item",
                        DisclosureItem.SORT,
                        "#expires",
                        DisclosureItem.EXPIRES,
                        "#app",
                        "app",
                        "#id",
                        ID,
                        "#type",
                        TYPE,
                        "#submitted",
                        SUBMITTED,
                        "#timeline",
                        TIMELINE,
                        "#breakGlass",
                        BREAK_GLASS))
                .expressionAttributeValues(
                    Map.of(
                        ":customer", fromS(customer),
                        ":requests", fromS("request#"),
                        ":app", fromS(app),
                        ":now", fromN(now)))
                .consistentRead(true))
        .items()
        .stream()
        .map(DynamoHandledRequests::request)
        .sorted(Comparator.comparing(HandledRequest::received).reversed())
        .toList();
  }

  private static HandledRequest request(Map<String, AttributeValue> item) {
    return new HandledRequest(
        present(item, ID).s(),
        present(item, TYPE).s(),
        Instant.parse(present(item, SUBMITTED).s()),
        present(item, TIMELINE).l().stream()
            .map(AttributeValue::m)
            .map(change ->
                new HandledRequest.Change(
                    present(change, "status").s(), Instant.parse(present(change, "at").s())))
            .toList());
  }
}
