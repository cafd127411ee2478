package dev.lethe.subjects.cases.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;

import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.vault.aws.VaultItem;
import dev.lethe.subjects.cases.CaseOpening;
import dev.lethe.subjects.cases.NewCase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Cases in the Vault table, whose parts are written together or not at all.
public final class DynamoCaseOpening implements CaseOpening {

  private static final String CONDITION_FAILED = "ConditionalCheckFailed";

  private final DynamoDbClient dynamo;
  private final String vault;
  private final Clock clock;

  public DynamoCaseOpening(DynamoDbClient dynamo, String vault, Clock clock) {
    this.dynamo = dynamo;
    this.vault = vault;
    this.clock = clock;
  }

  @Override
  public Opened open(CaseId id, NewCase content) {
    var now = clock.instant();
    var writes = new ArrayList<TransactWriteItem>();
    writes.add(
        put(
            Put.builder()
                .item(CaseParts.subjects(id, content, now))
                // DynamoDB deletes some days after the time is over.
                .conditionExpression("attribute_not_exists(#id) OR #expires <= :now")
                .expressionAttributeNames(
                    Map.of("#id", VaultItem.PARTITION, "#expires", VaultItem.EXPIRES))
                .expressionAttributeValues(
                    Map.of(":now", fromN(Long.toString(now.getEpochSecond()))))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)));
    var corrections = content.corrections();
    if (corrections != null) {
      writes.add(put(Put.builder().item(CaseParts.corrections(id, corrections, now))));
    }
    try {
      dynamo.transactWriteItems(write -> write.transactItems(writes));
      return Opened.NOW;
    } catch (TransactionCanceledException e) {
      var refused = e.cancellationReasons().getFirst();
      if (!CONDITION_FAILED.equals(refused.code())) {
        throw e;
      }
      return CaseParts.isOf(refused.item(), content.fingerprint()) ? Opened.BEFORE : Opened.NOT;
    }
  }

  private TransactWriteItem put(Put.Builder put) {
    return TransactWriteItem.builder().put(put.tableName(vault).build()).build();
  }

  @Override
  public void close(CaseId id) {
    delete(CaseParts.keyOfSubjects(id));
    delete(CaseParts.keyOfCorrections(id));
  }

  private void delete(Map<String, AttributeValue> key) {
    dynamo.deleteItem(delete -> delete.tableName(vault).key(key));
  }
}
