package dev.lethe.shared.vault.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;

import dev.lethe.shared.vault.Life;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.StandingChange;
import dev.lethe.shared.vault.SubjectState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Changes of subjects' states in the Vault table, and of what stands of them in the register: all
/// that changes a right goes through here.
public final class StateWrites {

  private final VaultWrites writes;
  private final String vault;
  private final String register;
  private final Clock clock;

  /// @param register the table of requests, in which the register of what stands is
  public StateWrites(DynamoDbClient dynamo, String vault, String register, Clock clock) {
    this.writes = new VaultWrites(dynamo, vault);
    this.vault = vault;
    this.register = register;
    this.clock = clock;
  }

  /// What changes a subject's state. With a life that begins, its label leads to the subject; the
  /// label of a life that is over leads nowhere. What is forbidden, or buried, is so in the
  /// register in the same moment.
  ///
  /// @param beside attributes of the state's item that are no part of the state; what is nothing is
  ///   removed
  public List<TransactWriteItem> change(
      String app,
      int retentionDays,
      Pseudonym subject,
      SubjectState before,
      SubjectState after,
      Map<String, @Nullable AttributeValue> beside) {
    var all = new ArrayList<TransactWriteItem>();
    all.add(ofState(VaultItem.keyOfState(app, subject), before, after, retentionDays, beside));
    all.addAll(ofLabels(app, subject, before.life(), after.life(), retentionDays));
    inRegister(app, subject, StandingChange.of(before, after, clock.instant())).ifPresent(all::add);
    return all;
  }

  /// A state of which nothing counts any more is taken out: TTL passes over times that are years
  /// ago.
  private TransactWriteItem ofState(
      Map<String, AttributeValue> key,
      SubjectState before,
      SubjectState after,
      int retention,
      Map<String, @Nullable AttributeValue> beside) {
    var condition = VaultWrites.Condition.of(before);
    if (after.isNothing()) {
      return TransactWriteItem.builder()
          .delete(item ->
              item.tableName(vault)
                  .key(key)
                  .conditionExpression(condition.expression())
                  .expressionAttributeNames(VaultWrites.Condition.NAMES)
                  .expressionAttributeValues(condition.values()))
          .build();
    }
    var attributes = new HashMap<String, @Nullable AttributeValue>(VaultItem.of(after, retention));
    attributes.putAll(beside);
    var update = writes.update(key, attributes).conditionExpression(condition.expression());
    var names = new HashMap<>(update.build().expressionAttributeNames());
    names.putAll(VaultWrites.Condition.NAMES);
    var values = new HashMap<>(update.build().expressionAttributeValues());
    values.putAll(condition.values());
    return VaultWrites.write(
        update.expressionAttributeNames(names).expressionAttributeValues(values).build());
  }

  /// The label of a life leads to its subject, as long as the life lasts; what is forbidden may
  /// stay longer.
  private List<TransactWriteItem> ofLabels(
      String app, Pseudonym subject, @Nullable Life before, @Nullable Life after, int retention) {
    var all = new ArrayList<TransactWriteItem>();
    if (before != null && (after == null || !after.label().equals(before.label()))) {
      var key = VaultItem.keyOfLabel(app, before.label());
      all.add(TransactWriteItem.builder().delete(item -> item.tableName(vault).key(key)).build());
    }
    if (after != null) {
      var key = VaultItem.keyOfLabel(app, after.label());
      var item = new HashMap<String, @Nullable AttributeValue>(VaultItem.ofLabel(subject));
      var silent = SubjectState.silentAt(after.seen(), retention).getEpochSecond();
      item.put(VaultItem.EXPIRES, fromN(Long.toString(silent)));
      all.add(VaultWrites.write(writes.update(key, item).build()));
    }
    return all;
  }

  private Optional<TransactWriteItem> inRegister(
      String app, Pseudonym subject, StandingChange change) {
    return switch (change) {
      case StandingChange.None() -> Optional.empty();
      case StandingChange.Removed() ->
          Optional.of(
              TransactWriteItem.builder()
                  .delete(
                      delete -> delete.tableName(register).key(StandingItem.keyOf(app, subject)))
                  .build());
      case StandingChange.Entered(var standing, var isFirst) ->
          Optional.of(entered(StandingItem.of(app, subject, standing), isFirst));
    };
  }

  /// DynamoDB deletes some days after the time is over.
  private TransactWriteItem entered(Map<String, AttributeValue> item, boolean isFirst) {
    var now = fromN(Long.toString(clock.instant().getEpochSecond()));
    return TransactWriteItem.builder()
        .put(put -> {
          put.tableName(register).item(item);
          if (isFirst) {
            put.conditionExpression("attribute_not_exists(#item) OR #expires <= :now")
                .expressionAttributeNames(
                    Map.of("#item", StandingItem.SUBJECT, "#expires", VaultItem.EXPIRES))
                .expressionAttributeValues(Map.of(":now", now));
          }
        })
        .build();
  }
}
