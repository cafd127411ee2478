package dev.lethe.infra;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.infra.stack.Stack;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.aws.CaseItem;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.aws.VaultItem;
import dev.lethe.shared.vault.aws.VaultWrites;
import dev.lethe.subjects.work.Subject;
import dev.lethe.subjects.work.Subjects;
import dev.lethe.subjects.work.SubjectsContract;
import dev.lethe.subjects.work.aws.DynamoSubjects;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What steps of requests know of subjects, held by the adapter on the stack's own Vault.
class SubjectsAdapterTest extends SubjectsContract {

  private static final Stack STACK = Stack.running();
  private static final DynamoDbClient DYNAMO = STACK.client(DynamoDbClient.builder());
  private static final int DAYS = 90;

  private final String table = STACK.output("VaultTable");
  private final DynamoSubjects subjects = new DynamoSubjects(DYNAMO, table, Clock.systemUTC());
  private final VaultWrites writes = new VaultWrites(DYNAMO, table);

  @Override
  protected Subjects subjects() {
    return subjects;
  }

  @Override
  protected void write(String app, Pseudonym subject, SubjectState state) {
    var item = new HashMap<String, AttributeValue>(VaultItem.keyOfState(app, subject));
    VaultItem.of(state, DAYS)
        .forEach((name, value) -> {
          if (value != null) {
            item.put(name, value);
          }
        });
    DYNAMO.putItem(put -> put.tableName(table).item(item));
  }

  /// As the gate does.
  @Override
  protected void link(
      String app, Pseudonym user, Pseudonym device, long userLives, long deviceLives) {
    var item = VaultItem.ofLink(userLives, deviceLives, LocalDate.now(ZoneOffset.UTC), DAYS);
    var since = Map.of(VaultItem.SINCE_LIVES, fromN(Long.toString(userLives)));
    writes.holds(
        List.of(
            writes.set(VaultItem.keyOfDevice(app, user, device), item, since),
            writes.set(VaultItem.keyOfUser(app, device, user), item, since)));
  }

  @Override
  protected void name(CaseId id, Subject... named) {
    var item = new HashMap<>(VaultItem.keyOfCase(id.app(), id.request(), CaseItem.SUBJECTS));
    item.put(
        CaseItem.SUBJECTS,
        fromL(
            Stream.of(named)
                .map(subject ->
                    fromM(
                        Map.of(
                            CaseItem.KIND, fromS(subject.kind().wireName()),
                            CaseItem.SUBJECT, fromS(subject.pseudonym().text()))))
                .toList()));
    DYNAMO.putItem(put -> put.tableName(table).item(item));
  }
}
