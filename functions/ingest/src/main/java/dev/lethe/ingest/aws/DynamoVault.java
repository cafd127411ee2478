package dev.lethe.ingest.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;

import dev.lethe.ingest.gate.NewSubjects;
import dev.lethe.ingest.gate.Vault;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.vault.Life;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.aws.VaultItem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// Writes the Vault table, in transactions that hold only while a subject's state is the one that
/// they were decided under.
public final class DynamoVault implements Vault, NewSubjects {

  /// What DynamoDB says of the one condition that did not hold, or of a neighbour in time.
  private static final List<String> CHANGED =
      List.of("ConditionalCheckFailed", "TransactionConflict");

  private final DynamoDbClient dynamo;
  private final String table;
  private final MinuteCounts counts;
  private final int newSubjectsPerMinute;

  public DynamoVault(DynamoDbClient dynamo, String table, int newSubjectsPerMinute) {
    this.dynamo = dynamo;
    this.table = table;
    this.counts = new MinuteCounts(dynamo, table);
    this.newSubjectsPerMinute = newSubjectsPerMinute;
  }

  @Override
  public boolean change(
      Application application, Pseudonym subject, SubjectState before, SubjectState after) {
    var app = application.id();
    var retention = application.settings().retentionDays();
    var writes = new ArrayList<TransactWriteItem>();
    writes.add(ofState(VaultItem.keyOfState(app, subject), before, after, retention));
    writes.addAll(ofLabels(app, subject, before.life(), after.life(), retention));
    return holds(writes);
  }

  /// A state of which nothing counts any more is taken out: TTL passes over times that are years
  /// ago.
  private TransactWriteItem ofState(
      Map<String, AttributeValue> key, SubjectState before, SubjectState after, int retention) {
    var condition = Condition.of(before);
    if (after.isNothing()) {
      return TransactWriteItem.builder()
          .delete(item ->
              item.tableName(table)
                  .key(key)
                  .conditionExpression(condition.expression())
                  .expressionAttributeNames(Condition.NAMES)
                  .expressionAttributeValues(condition.values()))
          .build();
    }
    var update =
        update(key, VaultItem.of(after, retention)).conditionExpression(condition.expression());
    var names = new HashMap<>(update.build().expressionAttributeNames());
    names.putAll(Condition.NAMES);
    var values = new HashMap<>(update.build().expressionAttributeValues());
    values.putAll(condition.values());
    return write(update.expressionAttributeNames(names).expressionAttributeValues(values).build());
  }

  /// The label of a life leads to its subject, as long as the life lasts; what is forbidden may
  /// stay longer.
  private List<TransactWriteItem> ofLabels(
      String app, Pseudonym subject, @Nullable Life before, @Nullable Life after, int retention) {
    var writes = new ArrayList<TransactWriteItem>();
    if (before != null && (after == null || !after.label().equals(before.label()))) {
      var key = VaultItem.keyOfLabel(app, before.label());
      writes.add(
          TransactWriteItem.builder().delete(item -> item.tableName(table).key(key)).build());
    }
    if (after != null) {
      var key = VaultItem.keyOfLabel(app, after.label());
      var item = new HashMap<String, @Nullable AttributeValue>(VaultItem.ofLabel(subject));
      var silent = SubjectState.silentAt(after.seen(), retention).getEpochSecond();
      item.put(VaultItem.EXPIRES, fromN(Long.toString(silent)));
      writes.add(write(update(key, item).build()));
    }
    return writes;
  }

  @Override
  public boolean link(Application application, Known user, Known device, LocalDate day) {
    var app = application.id();
    var item = VaultItem.ofLink(day, application.settings().retentionDays());
    return holds(
        List.of(
            check(VaultItem.keyOfState(app, user.subject()), user.state()),
            check(VaultItem.keyOfState(app, device.subject()), device.state()),
            write(
                update(VaultItem.keyOfDevice(app, user.subject(), device.subject()), item).build()),
            write(
                update(VaultItem.keyOfUser(app, device.subject(), user.subject()), item).build())));
  }

  @Override
  public boolean admit(ApiKey key, int number, Instant now) {
    var minute = now.truncatedTo(ChronoUnit.MINUTES);
    var item = VaultItem.keyOfNewSubjects(key.hash(), minute);
    return counts.admit(item, number, newSubjectsPerMinute, minute);
  }

  /// The condition that a state is still the one that was read.
  private record Condition(String expression, Map<String, AttributeValue> values) {

    private static final Map<String, String> NAMES =
        Map.of("#lives", VaultItem.LIVES, "#version", VaultItem.VERSION);

    static Condition of(SubjectState state) {
      var same = "#lives = :lives AND #version = :version";
      var values =
          Map.of(
              ":lives", fromN(Long.toString(state.lives())),
              ":version", fromN(Long.toString(state.version())));
      return state.equals(SubjectState.UNKNOWN)
          ? new Condition("attribute_not_exists(#lives) OR " + same, values)
          : new Condition(same, values);
    }
  }

  private TransactWriteItem check(Map<String, AttributeValue> key, SubjectState state) {
    var condition = Condition.of(state);
    var check =
        ConditionCheck.builder()
            .tableName(table)
            .key(key)
            .conditionExpression(condition.expression())
            .expressionAttributeNames(Condition.NAMES)
            .expressionAttributeValues(condition.values())
            .build();
    return TransactWriteItem.builder().conditionCheck(check).build();
  }

  /// Sets attributes, and removes those that are nothing.
  private Update.Builder update(
      Map<String, AttributeValue> key, Map<String, @Nullable AttributeValue> attributes) {
    var names = new HashMap<String, String>();
    var values = new HashMap<String, AttributeValue>();
    var set = new ArrayList<String>();
    var remove = new ArrayList<String>();
    attributes.forEach((name, value) -> {
      names.put("#set_" + name, name);
      if (value == null) {
        remove.add("#set_" + name);
      } else {
        values.put(":set_" + name, value);
        set.add("#set_" + name + " = :set_" + name);
      }
    });
    var expression =
        "SET "
            + String.join(", ", set)
            + (remove.isEmpty() ? "" : " REMOVE " + String.join(", ", remove));
    return Update.builder()
        .tableName(table)
        .key(key)
        .updateExpression(expression)
        .expressionAttributeNames(names)
        .expressionAttributeValues(values);
  }

  private static TransactWriteItem write(Update update) {
    return TransactWriteItem.builder().update(update).build();
  }

  private boolean holds(List<TransactWriteItem> writes) {
    try {
      dynamo.transactWriteItems(transaction -> transaction.transactItems(writes));
      return true;
    } catch (TransactionCanceledException e) {
      var codes =
          e.cancellationReasons().stream()
              .map(reason -> Objects.requireNonNullElse(reason.code(), "None"))
              .collect(Collectors.toSet());
      if (codes.stream().anyMatch(CHANGED::contains)) {
        return false;
      }
      throw e;
    }
  }
}
