package dev.lethe.retention.recovery.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.retention.recovery.RightsRegister;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.aws.StandingItem;
import dev.lethe.shared.vault.aws.VaultItem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The register of what stands in the Requests table, page by page, strongly consistent.
public final class DynamoRightsRegister implements RightsRegister {

  /// Subjects at a time: what is put twice after a kill.
  private static final int PAGE = 500;

  /// Before any pseudonym.
  private static final Pseudonym NOBODY = new Pseudonym(" ");

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoRightsRegister(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public List<Standing> after(String app, @Nullable Pseudonym last) {
    var from = last == null ? NOBODY : last;
    return dynamo
        .query(query ->
            query
                .tableName(table)
                .consistentRead(true)
                .limit(PAGE)
                .keyConditionExpression("#app = :app AND #subject > :last")
                .expressionAttributeNames(
                    Map.of("#app", StandingItem.APPLICATION, "#subject", StandingItem.SUBJECT))
                .expressionAttributeValues(
                    Map.of(":app", StandingItem.partition(app), ":last", fromS(from.text()))))
        .items()
        .stream()
        .map(item -> new Standing(StandingItem.subject(item), VaultItem.state(item)))
        .toList();
  }
}
