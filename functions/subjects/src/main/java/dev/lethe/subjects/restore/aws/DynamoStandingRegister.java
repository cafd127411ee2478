package dev.lethe.subjects.restore.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.termination.aws.Segments;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.aws.StandingItem;
import dev.lethe.subjects.restore.StandingRegister;
import java.util.Map;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The register of what stands in the Requests table.
public final class DynamoStandingRegister implements StandingRegister {

  private final DynamoDbClient dynamo;
  private final String table;
  private final Segments segments;

  public DynamoStandingRegister(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
    this.segments = new Segments(dynamo, table);
  }

  @Override
  public void read(String segment, BiConsumer<String, Pseudonym> sink) {
    segments.read(
        segment,
        scan ->
            scan.filterExpression("begins_with(#application, :prefix)")
                .projectionExpression("#application, #subject")
                .expressionAttributeNames(
                    Map.of(
                        "#application", StandingItem.APPLICATION,
                        "#subject", StandingItem.SUBJECT))
                .expressionAttributeValues(Map.of(":prefix", fromS(StandingItem.PREFIX))),
        page -> page.forEach(item -> sink.accept(application(item), StandingItem.subject(item))));
  }

  private static String application(Map<String, AttributeValue> item) {
    return present(item, StandingItem.APPLICATION).s().substring(StandingItem.PREFIX.length());
  }

  @Override
  public void put(String app, Pseudonym subject, SubjectState standing) {
    dynamo.putItem(put -> put.tableName(table).item(StandingItem.of(app, subject, standing)));
  }

  @Override
  public void remove(String app, Pseudonym subject) {
    dynamo.deleteItem(delete -> delete.tableName(table).key(StandingItem.keyOf(app, subject)));
  }
}
