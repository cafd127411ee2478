package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.disclosure.aws.DynamoDisclosures;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Grant;
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
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

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
      var link = VaultItem.ofLink(1, 1, day, DAYS);
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
        public Optional<Grant> grantOf(ApiKey key) {
          return registry.grantOf(key);
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

    @Test
    void nothingIsWrittenOfALifeThatEndsMeanwhile() {
      var today = LocalDate.now(ZoneOffset.UTC);
      var label = "LLLLLLLLLLLLLLLLLLLLLL";
      var wrapped = new Keyring.WrappedKey(1, Bytes.copyOf(new byte[] {7}));
      var living = SubjectState.UNKNOWN.begin(new Life(label, wrapped, today, today));
      var subject = new Pseudonym("subject-" + UUID.randomUUID());
      var life = new CaseLife(Identity.Kind.USER, subject, label, today, 1, 1, Instant.now());
      write(app, subject, living);
      new DynamoProfiles(DYNAMO, table, erasingWhenAsked(subject, living))
          .append(
              new CaseId(app, UUID.randomUUID()),
              life,
              SubjectKey.generate(app, label, new SecureRandom()),
              new byte[] {1},
              Instant.now());
      var left =
          DYNAMO.getItem(get -> get.tableName(table).key(VaultItem.keyOfProfile(app, subject)));
      assertThat(left.hasItem()).isFalse();
    }
  }
}
