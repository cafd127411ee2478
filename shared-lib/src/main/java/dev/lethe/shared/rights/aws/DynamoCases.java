package dev.lethe.shared.rights.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.rights.Cases;
import dev.lethe.shared.vault.aws.VaultItem;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/// Cases in the Vault table, strongly consistent.
public final class DynamoCases implements Cases {

  private final DynamoDbClient dynamo;
  private final String table;
  private final Clock clock;

  public DynamoCases(DynamoDbClient dynamo, String table, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.clock = clock;
  }

  @Override
  public List<CaseLife> lives(CaseId id) {
    return parts(id, CaseItem.LIFE).map(CaseItem::life).toList();
  }

  @Override
  public Map<String, Long> noted(CaseId id) {
    return parts(id, CaseItem.FOUND)
        .collect(
            Collectors.toMap(
                item -> present(item, VaultItem.SORT).s().substring(CaseItem.FOUND.length()),
                DynamoCases::number));
  }

  private Stream<Map<String, AttributeValue>> parts(CaseId id, String prefix) {
    var partition =
        present(VaultItem.keyOfCase(id.app(), id.request(), prefix), VaultItem.PARTITION);
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("#id = :id AND begins_with(#part, :prefix)")
                .expressionAttributeNames(
                    Map.of("#id", VaultItem.PARTITION, "#part", VaultItem.SORT))
                .expressionAttributeValues(Map.of(":id", partition, ":prefix", fromS(prefix))))
        .items()
        .stream();
  }

  private static long number(Map<String, AttributeValue> item) {
    return Long.parseLong(present(item, CaseItem.NUMBER).n());
  }

  @Override
  public long note(CaseId id, String what, long found) {
    var noted =
        dynamo.updateItem(update ->
            update
                .tableName(table)
                .key(VaultItem.keyOfCase(id.app(), id.request(), CaseItem.FOUND + what))
                .updateExpression(
                    "SET #number = if_not_exists(#number, :found), #expires = :expires")
                .expressionAttributeNames(
                    Map.of("#number", CaseItem.NUMBER, "#expires", VaultItem.EXPIRES))
                .expressionAttributeValues(
                    Map.of(
                        ":found", fromN(Long.toString(found)),
                        ":expires", CaseItem.expires(clock.instant())))
                .returnValues(ReturnValue.ALL_NEW));
    return number(noted.attributes());
  }
}
