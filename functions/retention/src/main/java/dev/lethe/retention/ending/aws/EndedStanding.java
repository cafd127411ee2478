package dev.lethe.retention.ending.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.termination.Emptied;
import dev.lethe.shared.termination.aws.Segments;
import dev.lethe.shared.vault.aws.StandingItem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;

/// What stands of an application's subjects in the Requests table: a partition, removed by what
/// pseudonyms begin with if it is long. What else that table has of the application stays its time,
/// and whoever removes this cannot read it.
public final class EndedStanding implements Emptied {

  /// Of base64url, which pseudonyms are written in.
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private static final String WHOLE = "whole";
  private static final Set<String> KEYS = Set.of(StandingItem.APPLICATION, StandingItem.SUBJECT);

  private final DynamoDbClient dynamo;
  private final String table;
  private final Segments items;

  public EndedStanding(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
    this.items = new Segments(dynamo, table);
  }

  /// The whole, if one answer holds it: 1 MB.
  @Override
  public List<String> parts(String app) {
    var first =
        dynamo.query(query -> whole(app).accept(query.tableName(table).select(Select.COUNT)));
    return first.hasLastEvaluatedKey()
        ? LETTERS.chars().mapToObj(Character::toString).toList()
        : List.of(WHOLE);
  }

  @Override
  public long count(String app, String part) {
    var found = new long[1];
    read(part(app, part), page -> found[0] += page.size());
    return found[0];
  }

  @Override
  public void remove(String app, String part) {
    read(part(app, part), page -> items.delete(page, KEYS));
  }

  @Override
  public List<String> looks(String app) {
    return List.of(WHOLE);
  }

  /// Reads the partition as a whole, whatever its items are called.
  @Override
  public long search(String app, String look) {
    return count(app, look);
  }

  private static Consumer<QueryRequest.Builder> part(String app, String part) {
    return part.equals(WHOLE) ? whole(app) : beginning(app, part);
  }

  private static Consumer<QueryRequest.Builder> whole(String app) {
    return query ->
        query
            .keyConditionExpression("#customer = :app")
            .expressionAttributeNames(Map.of("#customer", StandingItem.APPLICATION))
            .expressionAttributeValues(Map.of(":app", StandingItem.partition(app)));
  }

  private static Consumer<QueryRequest.Builder> beginning(String app, String letter) {
    return query ->
        query
            .keyConditionExpression("#customer = :app AND begins_with(#item, :letter)")
            .expressionAttributeNames(
                Map.of("#customer", StandingItem.APPLICATION, "#item", StandingItem.SUBJECT))
            .expressionAttributeValues(
                Map.of(":app", StandingItem.partition(app), ":letter", fromS(letter)));
  }

  private void read(
      Consumer<QueryRequest.Builder> asked, Consumer<List<Map<String, AttributeValue>>> page) {
    dynamo
        .queryPaginator(query -> asked.accept(query.tableName(table).consistentRead(true)))
        .forEach(read -> page.accept(read.items()));
  }
}
