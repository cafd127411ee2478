package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.lethe.control.aws.DynamoSealedKeyrings;
import dev.lethe.control.aws.SecretsManagerRequestSecrets;
import dev.lethe.infra.stack.Enrolments;
import dev.lethe.infra.stack.RequestsOfNobody;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.disclosure.aws.DynamoDisclosures;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.FeatureSwitch;
import dev.lethe.shared.registry.FeatureSwitches;
import dev.lethe.shared.registry.KeyUses;
import dev.lethe.shared.registry.KeyUsesContract;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.registry.RegistryContract;
import dev.lethe.shared.registry.aws.DynamoFeatureSwitches;
import dev.lethe.shared.registry.aws.DynamoKeyUses;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import dev.lethe.shared.registry.aws.KeyItem;
import dev.lethe.shared.registry.aws.RegistryItem;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.Keyrings;
import dev.lethe.shared.vault.SealedKeyrings;
import dev.lethe.shared.vault.SealedKeyringsContract;
import dev.lethe.subjects.cases.CaseContract;
import dev.lethe.subjects.cases.CaseOpening;
import dev.lethe.subjects.cases.aws.DynamoCaseOpening;
import dev.lethe.subjects.rectification.Corrections;
import dev.lethe.subjects.rectification.aws.DynamoCorrections;
import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.request.RequestBookContract;
import dev.lethe.subjects.request.RequestGroups;
import dev.lethe.subjects.request.RequestGroupsContract;
import dev.lethe.subjects.request.RequestSecrets;
import dev.lethe.subjects.request.RequestsOf;
import dev.lethe.subjects.request.aws.DynamoRequestBook;
import dev.lethe.subjects.request.aws.DynamoRequestGroups;
import dev.lethe.subjects.request.aws.DynamoRequestsOf;
import dev.lethe.subjects.request.aws.HeldRequestSecrets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/// The contracts of the ports, held by the adapters on the stack's own tables.
class AdaptersTest {

  private static final Stack STACK = Stack.running();
  private static final DynamoDbClient DYNAMO = STACK.client(DynamoDbClient.builder());

  @Nested
  class InDynamoRegistry extends RegistryContract {

    private static final String NOON = "2026-11-24T12:00:00Z";

    private final String table = STACK.output("RegistryTable");

    @Override
    protected Registry registry() {
      return new DynamoRegistry(DYNAMO, table);
    }

    @Override
    protected Enrolment enrolment() {
      return Enrolments.in(table, STACK.output("VaultTable"));
    }

    @Override
    protected FeatureSwitches switches() {
      return new DynamoFeatureSwitches(DYNAMO, table);
    }

    @Override
    protected SealedKeyrings keyrings() {
      return new DynamoSealedKeyrings(DYNAMO, STACK.output("VaultTable"));
    }

    @Test
    void aSwitchWhoseNumberARestoreBroughtBackIsKeptBesideIt() {
      var tenant = Tenant.enrol("Switched before").with(Feature.GOALS);
      var before = new FeatureSwitch(Feature.SCREENSHOTS, Instant.parse(NOON), null);
      DYNAMO.putItem(put -> put.tableName(table).item(RegistryItem.of(tenant.appId(), 2, before)));
      tenant.without(Feature.GOALS);
      assertThat(switches().all(tenant.appId()))
          .extracting(FeatureSwitch::feature, FeatureSwitch::isOn)
          .containsExactly(
              tuple(Feature.GOALS, true),
              tuple(Feature.SCREENSHOTS, false),
              tuple(Feature.GOALS, false));
    }
  }

  @Nested
  class InDynamoKeyUses extends KeyUsesContract {

    private final String table = STACK.output("RegistryTable");

    @Override
    protected Registry registry() {
      return new DynamoRegistry(DYNAMO, table);
    }

    @Override
    protected Enrolment enrolment() {
      return Enrolments.in(table, STACK.output("VaultTable"));
    }

    @Override
    protected KeyUses uses() {
      return new DynamoKeyUses(DYNAMO, table);
    }

    @Override
    protected void revoke(ApiKey key) {
      var item = RegistryItem.keyOf(KeyItem.idOf(key));
      DYNAMO.deleteItem(delete -> delete.tableName(table).key(item));
    }
  }

  @Nested
  class InDynamoSealedKeyrings extends SealedKeyringsContract {

    private final String vault = STACK.output("VaultTable");

    @Override
    protected Enrolment enrolment() {
      return Enrolments.in(STACK.output("RegistryTable"), vault);
    }

    @Override
    protected SealedKeyrings keyrings() {
      return new DynamoSealedKeyrings(DYNAMO, vault);
    }
  }

  @Nested
  class InDynamoRequestGroups extends RequestGroupsContract {

    private final String table = STACK.output("RequestsTable");

    @Override
    protected RequestBook bookAt(Clock clock) {
      return new DynamoRequestBook(DYNAMO, table, clock);
    }

    @Override
    protected RequestGroups groupsAt(Clock clock) {
      return new DynamoRequestGroups(DYNAMO, table, clock);
    }

    @Override
    protected RequestsOf requestsAt(Clock clock) {
      return new DynamoRequestsOf(DYNAMO, table, bookAt(clock));
    }

    @AfterEach
    void leavesNothingOpen() {
      RequestsOfNobody.delete(customer);
    }
  }

  @Nested
  class InDynamoCases extends CaseContract {

    private final Map<String, Keyring> keyrings = new ConcurrentHashMap<>();
    private final String vault = STACK.output("VaultTable");

    @Override
    protected CaseOpening cases() {
      return new DynamoCaseOpening(DYNAMO, vault, Clock.systemUTC());
    }

    @Override
    protected Corrections corrections() {
      return new DynamoCorrections(DYNAMO, vault, app -> Optional.ofNullable(keyrings.get(app)));
    }

    @Override
    protected Keyring keyring(String app) {
      return keyrings.computeIfAbsent(app, id -> Keyrings.of(id, 1));
    }
  }

  @Test
  void anApplicationHasOneSecondSecretHoweverOftenItIsMade() {
    var app = "app_" + UUID.randomUUID();
    var secrets = STACK.client(SecretsManagerClient.builder());
    var prefix = "lethe/" + STACK.output("stackName") + "/";
    var made = new SecretsManagerRequestSecrets(secrets, prefix, "alias/none");
    var jane = Identity.of(Identity.Kind.USER, "jane");
    made.make(app);
    var first = read(secrets, prefix).of(app).identityHash(jane);
    made.make(app);
    assertThat(read(secrets, prefix).of(app).identityHash(jane)).isEqualTo(first);
    assertThatThrownBy(() -> read(secrets, prefix).of("app_" + UUID.randomUUID()))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  private static RequestSecrets read(SecretsManagerClient secrets, String prefix) {
    return new HeldRequestSecrets(secrets, prefix, Clock.systemUTC());
  }

  @Nested
  class InDynamoRequestBook extends RequestBookContract {

    private final String table = STACK.output("RequestsTable");

    @Override
    protected RequestBook bookAt(Clock clock) {
      return new DynamoRequestBook(DYNAMO, table, clock);
    }

    @Override
    protected List<DisclosureEntry> disclosures() {
      return new DynamoDisclosures(DYNAMO, table, Clock.systemUTC())
          .of(customer, 100, null)
          .entries();
    }

    @AfterEach
    void leavesNothingOpen() {
      RequestsOfNobody.delete(customer);
    }
  }
}
