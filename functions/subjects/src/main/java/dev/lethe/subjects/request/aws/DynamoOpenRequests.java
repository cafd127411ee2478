package dev.lethe.subjects.request.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.termination.aws.Segments;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.restore.OpenRequests;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Requests in the Requests table itself, strongly consistent: the index `watched` follows it.
public final class DynamoOpenRequests implements OpenRequests {

  private final Segments segments;

  public DynamoOpenRequests(DynamoDbClient dynamo, String table) {
    this.segments = new Segments(dynamo, table);
  }

  @Override
  public void read(String segment, Consumer<EnteredRequest> sink) {
    segments.read(
        segment,
        scan ->
            scan.filterExpression("#watched = :open")
                .expressionAttributeNames(Map.of("#watched", WatchAttributes.WATCHED))
                .expressionAttributeValues(Map.of(":open", fromS(WatchAttributes.OPEN))),
        page -> page.stream().map(RequestItem::request).forEach(sink));
  }
}
