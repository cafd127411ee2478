package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.disclosure.aws.DynamoDisclosures;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.IssuedKey;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.Life;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectKey;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.aws.VaultItem;
import dev.lethe.shared.vault.aws.VaultWrites;
import dev.lethe.subjects.packages.Issues;
import dev.lethe.subjects.packages.IssuesContract;
import dev.lethe.subjects.packages.Portraits;
import dev.lethe.subjects.packages.aws.DynamoIssues;
import dev.lethe.subjects.packages.aws.DynamoPortraits;
import dev.lethe.subjects.rectification.Profiles;
import dev.lethe.subjects.rectification.ProfilesContract;
import dev.lethe.subjects.rectification.aws.DynamoProfiles;
import dev.lethe.subjects.work.Order;
import dev.lethe.subjects.work.aws.DynamoSubjects;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What access and rectification keep on the stack's own tables.
class AccessAdaptersTest {

  private static final Stack STACK = Stack.running();
  private static final DynamoDbClient DYNAMO = STACK.client(DynamoDbClient.builder());

  @Nested
  class IssuesInDynamo extends IssuesContract {

    private final String table = STACK.output("RequestsTable");

    @Override
    protected Issues issuesAt(Clock clock) {
      return new DynamoIssues(DYNAMO, table, clock);
    }

    @Override
    protected List<DisclosureEntry> disclosures(String customer) {
      return new DynamoDisclosures(DYNAMO, table, Clock.systemUTC())
          .of(customer, 10, null)
          .entries();
    }
  }

  @Nested
  class ProfilesInDynamo extends ProfilesContract {

    private final String table = STACK.output("VaultTable");
    private final String app = Tenant.enrol("Profiles").appId();

    @Override
    protected String app() {
      return app;
    }

    @Override
    protected Profiles profiles() {
      return new DynamoProfiles(
          DYNAMO, table, new DynamoRegistry(DYNAMO, STACK.output("RegistryTable")));
    }

    @Override
    protected Portraits portraits(Instant now) {
      return new DynamoPortraits(DYNAMO, table, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Override
    protected void write(String of, Pseudonym subject, SubjectState state) {
      var item = new HashMap<>(VaultItem.keyOfState(of, subject));
      VaultItem.of(state, DAYS)
          .forEach((name, value) -> {
            if (value != null) {
              item.put(name, value);
            }
          });
      DYNAMO.putItem(put -> put.tableName(table).item(item));
    }

    @Override
    protected void link(String of, Pseudonym user, Pseudonym device, LocalDate day) {
      var link = VaultItem.ofLink(1, 1, 1, day, DAYS);
      var writes = new VaultWrites(DYNAMO, table);
      writes.holds(
          List.of(
              writes.set(VaultItem.keyOfDevice(of, user, device), link),
              writes.set(VaultItem.keyOfUser(of, device, user), link)));
    }

    /// The erasure comes when the profile has been read, and is not written yet.
    private Registry erasingWhenAsked(Pseudonym subject, SubjectState living) {
      var registry = new DynamoRegistry(DYNAMO, STACK.output("RegistryTable"));
      return new Registry() {
        @Override
        public Optional<IssuedKey> find(ApiKey key) {
          return registry.find(key);
        }

        @Override
        public Optional<Application> application(String of) {
          write(of, subject, living.erase(Instant.now()));
          return registry.application(of);
        }

        @Override
        public Set<String> applicationsOf(String customer) {
          return registry.applicationsOf(customer);
        }
      };
    }

    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final Pseudonym subject = new Pseudonym("subject-" + UUID.randomUUID());

    private SubjectState living(SubjectState before, String label) {
      var key = new Keyring.WrappedKey(1, 0, Bytes.copyOf(new byte[] {7}));
      return before.begin(new Life(label, key, today, today));
    }

    private CaseLife life(String label) {
      return new CaseLife(Identity.Kind.USER, subject, label, today, 1, 1, Instant.now());
    }

    /// @return where it is kept, if it is
    private Map<String, AttributeValue> corrected(Profiles profiles, String label) {
      var id = new CaseId(app, UUID.randomUUID());
      var key = SubjectKey.generate(app, label, new SecureRandom());
      profiles.append(id, life(label), key, new byte[] {1}, Instant.now());
      return VaultItem.keyOfProfile(app, subject, id.request());
    }

    private boolean isThere(Map<String, AttributeValue> key) {
      return DYNAMO.getItem(get -> get.tableName(table).key(key).consistentRead(true)).hasItem();
    }

    @Test
    void nothingIsWrittenOfALifeThatEndsMeanwhile() {
      var living = living(SubjectState.UNKNOWN, "LLLLLLLLLLLLLLLLLLLLLL");
      write(app, subject, living);
      var erasing = new DynamoProfiles(DYNAMO, table, erasingWhenAsked(subject, living));
      assertThat(isThere(corrected(erasing, "LLLLLLLLLLLLLLLLLLLLLL"))).isFalse();
    }

    @Test
    void anErasureTakesAllOfItsLifeAndNothingOfTheNext() {
      var first = living(SubjectState.UNKNOWN, "LLLLLLLLLLLLLLLLLLLLLL");
      write(app, subject, first);
      var old =
          Stream.generate(() -> corrected(profiles(), "LLLLLLLLLLLLLLLLLLLLLL")).limit(2).toList();
      write(app, subject, living(first.erase(Instant.now()), "NNNNNNNNNNNNNNNNNNNNNN"));
      var next = corrected(profiles(), "NNNNNNNNNNNNNNNNNNNNNN");
      var subjects =
          new DynamoSubjects(DYNAMO, table, STACK.output("RequestsTable"), Clock.systemUTC());
      var order = new Order(life("LLLLLLLLLLLLLLLLLLLLLL"), Map.of());
      assertThat(subjects.count(app, order)).isEqualTo(2);
      subjects.remove(app, order);
      assertThat(subjects.count(app, order)).isZero();
      assertThat(old).noneMatch(this::isThere);
      assertThat(isThere(next)).isTrue();
    }
  }
}
