package dev.lethe.subjects.work.aws;

import static dev.lethe.shared.aws.Items.present;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.rights.aws.CaseItem;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.aws.StateWrites;
import dev.lethe.shared.vault.aws.VaultItem;
import dev.lethe.shared.vault.aws.VaultWrites;
import dev.lethe.subjects.work.Order;
import dev.lethe.subjects.work.Subject;
import dev.lethe.subjects.work.Subjects;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Subjects of requests in the Vault table, strongly consistent.
public final class DynamoSubjects implements Subjects {

  /// The attribute of a subject's state beside the state itself.
  private static final String RETRACTION = "retraction";

  /// In keys, what any pseudonym begins with.
  private static final Pseudonym NOBODY = new Pseudonym("");

  private final DynamoDbClient dynamo;
  private final String table;
  private final VaultWrites writes;

  /// Nothing for those who change no state.
  private final @Nullable StateWrites states;

  private final Clock clock;

  /// For steps that change no subject's state.
  public DynamoSubjects(DynamoDbClient dynamo, String table, Clock clock) {
    this(dynamo, table, (StateWrites) null, clock);
  }

  /// @param register the table in which the register of what stands is
  public DynamoSubjects(DynamoDbClient dynamo, String table, String register, Clock clock) {
    this(dynamo, table, new StateWrites(dynamo, table, register, clock), clock);
  }

  private DynamoSubjects(
      DynamoDbClient dynamo, String table, @Nullable StateWrites states, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.writes = new VaultWrites(dynamo, table);
    this.states = states;
    this.clock = clock;
  }

  @Override
  public List<Subject> named(CaseId id) {
    return item(VaultItem.keyOfCase(id.app(), id.request(), CaseItem.SUBJECTS))
        .map(LifeItem::named)
        .orElse(List.of());
  }

  @Override
  public Stored find(String app, Pseudonym subject) {
    var item = item(VaultItem.keyOfState(app, subject));
    return new Stored(
        item.map(VaultItem::state).orElse(SubjectState.UNKNOWN),
        item.map(known -> known.get(RETRACTION))
            .map(version -> Long.valueOf(version.n()))
            .orElse(null));
  }

  @Override
  public Set<Pseudonym> devicesAlone(String app, Pseudonym user, long lives) {
    return links(VaultItem.keyOfDevice(app, user, NOBODY))
        .filter(link -> number(link, VaultItem.SINCE_LIVES) <= lives)
        .map(link -> VaultItem.linked(link, VaultItem.DEVICE))
        .filter(device -> isAloneWith(app, device, user))
        .collect(Collectors.toUnmodifiableSet());
  }

  private boolean isAloneWith(String app, Pseudonym device, Pseudonym user) {
    return links(VaultItem.keyOfUser(app, device, NOBODY))
        .map(link -> VaultItem.linked(link, VaultItem.USER))
        .allMatch(user::equals);
  }

  /// Links that are not over.
  private Stream<Map<String, AttributeValue>> links(Map<String, AttributeValue> first) {
    var now = clock.instant().getEpochSecond();
    return items(first).filter(link -> number(link, VaultItem.EXPIRES) > now);
  }

  @Override
  public Optional<Order> order(CaseId id, Pseudonym subject) {
    return item(VaultItem.keyOfCase(id.app(), id.request(), CaseItem.LIFE + subject.text()))
        .map(LifeItem::order);
  }

  @Override
  public List<Order> orders(CaseId id) {
    return items(VaultItem.keyOfCase(id.app(), id.request(), CaseItem.LIFE))
        .map(LifeItem::order)
        .toList();
  }

  @Override
  public boolean change(CaseId id, int retentionDays, Stored before, Stored after, Order order) {
    var subject = order.life().subject();
    var all = new ArrayList<TransactWriteItem>();
    if (before.state().equals(after.state())) {
      all.add(writes.check(VaultItem.keyOfState(id.app(), subject), before.state()));
    } else {
      var beside = new HashMap<String, @Nullable AttributeValue>();
      beside.put(
          RETRACTION, after.retraction() == null ? null : fromN(Long.toString(after.retraction())));
      all.addAll(
          Objects.requireNonNull(states, "This step changes no state.")
              .change(id.app(), retentionDays, subject, before.state(), after.state(), beside));
    }
    all.add(isOpen(id));
    all.add(
        TransactWriteItem.builder()
            .put(item ->
                item.tableName(table)
                    .item(LifeItem.of(id, order))
                    .conditionExpression("attribute_not_exists(#part)")
                    .expressionAttributeNames(Map.of("#part", VaultItem.SORT)))
            .build());
    return writes.holds(all);
  }

  /// Whoever was thought dead changes nothing for a request that is over.
  private TransactWriteItem isOpen(CaseId id) {
    return TransactWriteItem.builder()
        .conditionCheck(check ->
            check
                .tableName(table)
                .key(VaultItem.keyOfCase(id.app(), id.request(), CaseItem.SUBJECTS))
                .conditionExpression("attribute_exists(#part)")
                .expressionAttributeNames(Map.of("#part", VaultItem.SORT)))
        .build();
  }

  @Override
  public void inLane(String app, Pseudonym subject, long retraction) {
    try {
      dynamo.updateItem(update ->
          update
              .tableName(table)
              .key(VaultItem.keyOfState(app, subject))
              .updateExpression("REMOVE #retraction")
              .conditionExpression("#retraction = :version")
              .expressionAttributeNames(Map.of("#retraction", RETRACTION))
              .expressionAttributeValues(Map.of(":version", fromN(Long.toString(retraction)))));
    } catch (ConditionalCheckFailedException e) {
      // Another retraction came since, or somebody else saw this one in the lane.
    }
  }

  @Override
  public long count(String app, Order order) {
    return traces(app, order.life()).count();
  }

  @Override
  public void remove(String app, Order order) {
    traces(app, order.life()).forEach(this::delete);
  }

  /// An item of a life, and what says that it still is of it.
  private record Trace(Map<String, AttributeValue> key, String attribute, AttributeValue value) {}

  private Stream<Trace> traces(String app, CaseLife life) {
    return Stream.concat(ofLinks(app, life), ofLabel(app, life));
  }

  /// A link is two items, at the user and at the device.
  private Stream<Trace> ofLinks(String app, CaseLife life) {
    var subject = life.subject();
    var isUser = life.kind() == Identity.Kind.USER;
    var attribute = isUser ? VaultItem.USER_LIVES : VaultItem.DEVICE_LIVES;
    var first =
        isUser
            ? VaultItem.keyOfDevice(app, subject, NOBODY)
            : VaultItem.keyOfUser(app, subject, NOBODY);
    return items(first)
        .filter(link -> number(link, attribute) <= life.lives())
        .flatMap(link -> {
          var other = VaultItem.linked(link, isUser ? VaultItem.DEVICE : VaultItem.USER);
          var mirror =
              isUser
                  ? VaultItem.keyOfUser(app, other, subject)
                  : VaultItem.keyOfDevice(app, other, subject);
          var lives = present(link, attribute);
          return Stream.of(
              new Trace(mirror, attribute, lives),
              new Trace(VaultItem.keyOf(link), attribute, lives));
        });
  }

  private Stream<Trace> ofLabel(String app, CaseLife life) {
    if (life.label() == null) {
      return Stream.of();
    }
    var label = fromS(life.label());
    var byLabel =
        Stream.concat(
                item(VaultItem.keyOfState(app, life.subject())).stream(),
                items(VaultItem.keyOfProfiles(app, life.subject())))
            .filter(item -> label.equals(item.get(VaultItem.LABEL)))
            .map(item -> new Trace(VaultItem.keyOf(item), VaultItem.LABEL, label));
    var leads = VaultItem.keyOfLabel(app, life.label());
    return Stream.concat(
        byLabel,
        item(leads).stream()
            .map(item -> new Trace(leads, VaultItem.SUBJECT, present(item, VaultItem.SUBJECT))));
  }

  private Optional<Map<String, AttributeValue>> item(Map<String, AttributeValue> key) {
    var found = dynamo.getItem(get -> get.tableName(table).key(key).consistentRead(true));
    return found.hasItem() ? Optional.of(found.item()) : Optional.empty();
  }

  private Stream<Map<String, AttributeValue>> items(Map<String, AttributeValue> first) {
    return query(
        "#id = :id AND begins_with(#part, :part)",
        Map.of("#id", VaultItem.PARTITION, "#part", VaultItem.SORT),
        Map.of(
            ":id", present(first, VaultItem.PARTITION), ":part", present(first, VaultItem.SORT)));
  }

  private Stream<Map<String, AttributeValue>> query(
      String condition, Map<String, String> names, Map<String, AttributeValue> values) {
    return dynamo
        .queryPaginator(query ->
            query
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression(condition)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values))
        .items()
        .stream();
  }

  private static long number(Map<String, AttributeValue> item, String attribute) {
    return Long.parseLong(present(item, attribute).n());
  }

  private void delete(Trace trace) {
    try {
      dynamo.deleteItem(delete ->
          delete
              .tableName(table)
              .key(trace.key())
              .conditionExpression("#attribute = :value")
              .expressionAttributeNames(Map.of("#attribute", trace.attribute()))
              .expressionAttributeValues(Map.of(":value", trace.value())));
    } catch (ConditionalCheckFailedException e) {
      // It is gone, or of a later life.
    }
  }

  @Override
  public void close(CaseId id) {
    var named = VaultItem.keyOfCase(id.app(), id.request(), CaseItem.SUBJECTS);
    // First of all: from here on nothing is changed for it.
    dynamo.deleteItem(delete -> delete.tableName(table).key(named));
    var partition = present(named, VaultItem.PARTITION);
    query("#id = :id", Map.of("#id", VaultItem.PARTITION), Map.of(":id", partition))
        .map(VaultItem::keyOf)
        .forEach(key -> dynamo.deleteItem(delete -> delete.tableName(table).key(key)));
  }
}
