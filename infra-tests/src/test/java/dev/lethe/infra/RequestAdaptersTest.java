package dev.lethe.infra;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.infra.stack.Stack;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.rights.Cases;
import dev.lethe.shared.rights.CasesContract;
import dev.lethe.shared.rights.aws.CaseItem;
import dev.lethe.shared.rights.aws.DynamoCases;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.aws.StandingItem;
import dev.lethe.shared.vault.aws.VaultItem;
import dev.lethe.shared.vault.aws.VaultWrites;
import dev.lethe.subjects.work.Subject;
import dev.lethe.subjects.work.Subjects;
import dev.lethe.subjects.work.SubjectsContract;
import dev.lethe.subjects.work.aws.DynamoSubjects;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What the steps of requests read and write in the Vault.
class RequestAdaptersTest {

  private static final Stack STACK = Stack.running();
  private static final DynamoDbClient DYNAMO = STACK.client(DynamoDbClient.builder());
  private static final int DAYS = 90;

  private static final String TABLE = STACK.output("VaultTable");
  private static final String REGISTER = STACK.output("RequestsTable");

  private static void put(
      Map<String, AttributeValue> key, Map<String, @Nullable AttributeValue> attributes) {
    var item = new HashMap<>(key);
    attributes.forEach((name, value) -> {
      if (value != null) {
        item.put(name, value);
      }
    });
    DYNAMO.putItem(put -> put.tableName(TABLE).item(item));
  }

  @Nested
  class CasesInDynamo extends CasesContract {

    private final Cases cases = new DynamoCases(DYNAMO, TABLE, Clock.systemUTC());

    @Override
    protected Cases cases() {
      return cases;
    }

    @Override
    protected void add(CaseId id, CaseLife life) {
      DYNAMO.putItem(put -> put.tableName(TABLE).item(CaseItem.of(id, life)));
    }
  }

  @Nested
  class SubjectsInDynamo extends SubjectsContract {

    private final Subjects subjects =
        new DynamoSubjects(DYNAMO, TABLE, REGISTER, Clock.systemUTC());

    @Override
    protected Subjects subjects() {
      return subjects;
    }

    @Override
    protected void write(String app, Pseudonym subject, SubjectState state) {
      put(VaultItem.keyOfState(app, subject), VaultItem.of(state, DAYS));
      var life = state.life();
      if (life != null) {
        put(VaultItem.keyOfLabel(app, life.label()), new HashMap<>(VaultItem.ofLabel(subject)));
      }
    }

    @Override
    protected void link(
        String app, Pseudonym user, Pseudonym device, long userLives, long deviceLives) {
      var link = VaultItem.ofLink(userLives, deviceLives, 1, LocalDate.now(ZoneOffset.UTC), DAYS);
      var since = Map.of(VaultItem.SINCE_LIVES, fromN(Long.toString(userLives)));
      var writes = new VaultWrites(DYNAMO, TABLE);
      writes.holds(
          List.of(
              writes.set(VaultItem.keyOfDevice(app, user, device), link, since),
              writes.set(VaultItem.keyOfUser(app, device, user), link, since)));
    }

    @Override
    protected Optional<SubjectState> standing(String app, Pseudonym subject) {
      var found =
          DYNAMO.getItem(get ->
              get.tableName(REGISTER).key(StandingItem.keyOf(app, subject)).consistentRead(true));
      return found.hasItem() ? Optional.of(VaultItem.state(found.item())) : Optional.empty();
    }

    @Override
    protected void enter(String app, Pseudonym subject, SubjectState standing) {
      DYNAMO.putItem(put -> put.tableName(REGISTER).item(StandingItem.of(app, subject, standing)));
    }

    @Override
    protected void name(CaseId id, Subject... named) {
      var subjects =
          Arrays.stream(named)
              .map(subject ->
                  fromM(
                      Map.of(
                          CaseItem.KIND, fromS(subject.kind().wireName()),
                          CaseItem.SUBJECT, fromS(subject.pseudonym().text()))))
              .toList();
      put(
          VaultItem.keyOfCase(id.app(), id.request(), CaseItem.SUBJECTS),
          Map.of(CaseItem.SUBJECTS, fromL(subjects)));
    }
  }
}
