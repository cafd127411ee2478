package dev.lethe.subjects.request.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.disclosure.aws.DisclosureItem;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.request.WatchedRequests;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Requests in the index `watched` of the Requests table, in which those alone are that are
/// watched. Each is read from the table itself: the index follows it, seconds later.
public final class DynamoWatchedRequests implements WatchedRequests {

  /// After all times.
  private static final String NO_END = "A";

  private final DynamoDbClient dynamo;
  private final String table;
  private final RequestBook book;

  /// @param book of the same table
  public DynamoWatchedRequests(DynamoDbClient dynamo, String table, RequestBook book) {
    this.dynamo = dynamo;
    this.table = table;
    this.book = book;
  }

  @Override
  public List<EnteredRequest> open() {
    return watched(WatchAttributes.OPEN, NO_END);
  }

  @Override
  public List<EnteredRequest> notClosed(Instant completedBefore) {
    return watched(WatchAttributes.NOT_CLOSED, WatchAttributes.text(completedBefore));
  }

  private List<EnteredRequest> watched(String why, String before) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .indexName(WatchAttributes.INDEX)
                .keyConditionExpression("#watched = :why AND #since < :before")
                .expressionAttributeNames(
                    Map.of("#watched", WatchAttributes.WATCHED, "#since", WatchAttributes.SINCE))
                .expressionAttributeValues(Map.of(":why", fromS(why), ":before", fromS(before))))
        .items()
        .stream()
        .map(this::read)
        .flatMap(Optional::stream)
        .filter(request -> WatchAttributes.isStill(request, why))
        .toList();
  }

  private Optional<EnteredRequest> read(Map<String, AttributeValue> entry) {
    return book.find(present(entry, DisclosureItem.PARTITION).s(), RequestItem.id(entry));
  }
}
