package dev.lethe.subjects.request.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.disclosure.aws.DisclosureItem;
import dev.lethe.shared.record.Bytes;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.request.RequestsOf;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Finds a subject's requests by the items of the Requests table that lead to them.
public final class DynamoRequestsOf implements RequestsOf {

  private final DynamoDbClient dynamo;
  private final String table;
  private final RequestBook book;

  public DynamoRequestsOf(DynamoDbClient dynamo, String table, RequestBook book) {
    this.dynamo = dynamo;
    this.table = table;
    this.book = book;
  }

  @Override
  public List<EnteredRequest> of(String customer, String app, Collection<Bytes> identityHashes) {
    return identityHashes.stream()
        .flatMap(hash -> ids(customer, RequestItem.leadingFrom(hash)))
        .distinct()
        .map(id -> book.find(customer, id))
        .flatMap(Optional::stream)
        .filter(request -> request.app().equals(app))
        .sorted(Comparator.comparing(request -> request.timeline().received()))
        .toList();
  }

  private Stream<UUID> ids(String customer, String prefix) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("#customer = :customer AND begins_with(#item, :prefix)")
                .expressionAttributeNames(
                    Map.of("#customer", DisclosureItem.PARTITION, "#item", DisclosureItem.SORT))
                .expressionAttributeValues(
                    Map.of(":customer", fromS(customer), ":prefix", fromS(prefix))))
        .items()
        .stream()
        .map(item -> UUID.fromString(present(item, RequestItem.LEADS_TO).s()));
  }
}
