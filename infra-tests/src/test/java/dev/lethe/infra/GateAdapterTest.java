package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.control.aws.DynamoSealedKeyrings;
import dev.lethe.infra.stack.Enrolments;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.ingest.aws.DynamoGate;
import dev.lethe.ingest.aws.DynamoVault;
import dev.lethe.ingest.gate.Gate;
import dev.lethe.ingest.gate.GateContract;
import dev.lethe.ingest.gate.KeysMissingException;
import dev.lethe.ingest.gate.NewSubjects;
import dev.lethe.ingest.gate.Vault;
import dev.lethe.retention.recovery.aws.DynamoLostVault;
import dev.lethe.shared.aws.BatchRead;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.FeatureSwitch;
import dev.lethe.shared.registry.TestKeys;
import dev.lethe.shared.registry.aws.KeyItem;
import dev.lethe.shared.registry.aws.RegistryItem;
import dev.lethe.shared.vault.LabelledSubjects;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SealedKeyring;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.aws.DynamoLabelledSubjects;
import dev.lethe.shared.vault.aws.HeldKeyrings;
import dev.lethe.shared.vault.aws.KeysItem;
import dev.lethe.shared.vault.aws.KmsKeyrings;
import dev.lethe.shared.vault.aws.StandingItem;
import dev.lethe.shared.vault.aws.VaultItem;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.kms.KmsClient;

/// The gate's contract, held by its adapters on the stack's own tables and its KMS.
class GateAdapterTest extends GateContract {

  private static final Stack STACK = Stack.running();
  private static final DynamoDbClient DYNAMO = STACK.client(DynamoDbClient.builder());
  private static final KmsClient KMS = STACK.client(KmsClient.builder());
  private static final KmsKeyrings KEYRINGS = new KmsKeyrings(KMS);
  private static final BatchRead BATCH = new BatchRead(DYNAMO, Thread::sleep);
  private static final HeldKeyrings HELD = new HeldKeyrings(KEYRINGS, Clock.systemUTC());
  private static final String OPERATORS_KEY = KMS.createKey().keyMetadata().keyId();

  private final String registryTable = STACK.output("RegistryTable");
  private final String vaultTable = STACK.output("VaultTable");
  private final Map<String, Bytes> peppers = new HashMap<>();
  private final String requestsTable = STACK.output("RequestsTable");
  private final DynamoVault vault =
      new DynamoVault(DYNAMO, vaultTable, requestsTable, NEW_SUBJECTS, Clock.systemUTC());
  private final DynamoGate gate = new DynamoGate(BATCH, registryTable, vaultTable, HELD);

  @Override
  protected Gate gate() {
    return gate;
  }

  @Override
  protected Vault vault() {
    return vault;
  }

  @Override
  protected NewSubjects newSubjects() {
    return vault;
  }

  @Override
  protected Enrolment enrolment() {
    return Enrolments.in(registryTable, vaultTable);
  }

  @Override
  protected void enrol(Application application, ApiKey key) {
    var app = application.id();
    var keyring =
        SealedKeyring.first(
            KEYRINGS.newKey(OPERATORS_KEY, app),
            () -> KEYRINGS.newKey(OPERATORS_KEY, app),
            Instant.now());
    peppers.put(app, keyring.pepper());
    enrolment().enrol(application, TestKeys.sending(key, app), keyring);
  }

  @Override
  protected void revoke(ApiKey key) {
    var item = RegistryItem.keyOf(KeyItem.idOf(key));
    DYNAMO.deleteItem(delete -> delete.tableName(registryTable).key(item));
  }

  @Override
  protected void loseKeys(String app) {
    DYNAMO.deleteItem(delete -> delete.tableName(vaultTable).key(KeysItem.keyOf(app)));
  }

  @Override
  protected Optional<SubjectState> standing(String app, Pseudonym subject) {
    var found =
        DYNAMO.getItem(get ->
            get.tableName(requestsTable)
                .key(StandingItem.keyOf(app, subject))
                .consistentRead(true));
    return found.hasItem() ? Optional.of(VaultItem.state(found.item())) : Optional.empty();
  }

  @Override
  protected void enter(String app, Pseudonym subject, SubjectState standing) {
    DYNAMO.putItem(
        put -> put.tableName(requestsTable).item(StandingItem.of(app, subject, standing)));
  }

  @Override
  protected void recoverKeys(String app) {
    var pepper = Objects.requireNonNull(peppers.get(app));
    Supplier<Bytes> newKey = () -> KEYRINGS.newKey(OPERATORS_KEY, app);
    new DynamoLostVault(DYNAMO, vaultTable, requestsTable)
        .serve(app, SealedKeyring.recovered(pepper, newKey, Instant.now()));
  }

  @Override
  protected void eraseUsers(Application application) {
    var app = application.id();
    var change = FeatureSwitch.erasing(Feature.END_USER_IDENTIFIER, Instant.now());
    var before = new DynamoSealedKeyrings(DYNAMO, vaultTable).of(app).orElseThrow();
    var after =
        before.withoutCollected(
            change.feature(), KEYRINGS.newKey(OPERATORS_KEY, app), change.time());
    enrolment().eraseCollected(application, change, () -> new Enrolment.Replacement(before, after));
  }

  @Override
  protected LabelledSubjects labelled() {
    return new DynamoLabelledSubjects(BATCH, vaultTable, HELD);
  }

  @Override
  protected boolean isKept(String app, String label) {
    return DYNAMO
        .getItem(get ->
            get.tableName(vaultTable).key(VaultItem.keyOfLabel(app, label)).consistentRead(true))
        .hasItem();
  }

  @Test
  void keysThatAreDestroyedAreNotWaitedFor() {
    var tenant = Tenant.enrol("Gone");
    var key = ApiKey.shown(tenant.writeKey());
    DYNAMO.updateItem(update ->
        update
            .tableName(registryTable)
            .key(RegistryItem.keyOf(RegistryItem.idOfApplication(tenant.appId())))
            .updateExpression("SET #ends = :ends, #gone = :gone")
            .expressionAttributeNames(
                Map.of("#ends", RegistryItem.ENDS, "#gone", RegistryItem.GONE))
            .expressionAttributeValues(
                Map.of(
                    ":ends", AttributeValue.fromN("0"), ":gone", AttributeValue.fromBool(true))));
    loseKeys(tenant.appId());
    assertThatThrownBy(() -> gate.view(key, Set.of()))
        .isInstanceOfSatisfying(
            KeysMissingException.class, why -> assertThat(why.isTerminated()).isTrue());
  }

  /// The next batch is torn once: of it the Registry's items are from before something is done, and
  /// the Vault's from after.
  private DynamoDbClient torn(AtomicReference<@Nullable Runnable> meanwhile) {
    var proxy =
        Proxy.newProxyInstance(
            DynamoDbClient.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (self, method, arguments) -> {
              var answer = method.invoke(DYNAMO, arguments);
              var between = meanwhile.getAndSet(null);
              if (between == null) {
                return answer;
              }
              var before = (BatchGetItemResponse) answer;
              between.run();
              var after = (BatchGetItemResponse) method.invoke(DYNAMO, arguments);
              var responses = new HashMap<>(before.responses());
              responses.put(vaultTable, Objects.requireNonNull(after.responses().get(vaultTable)));
              return before.toBuilder().responses(responses).build();
            });
    return (DynamoDbClient) proxy;
  }

  @Test
  void whatIsSwitchedOffWhileItIsReadCollectsNothingUnderItsNextKey() throws KeysMissingException {
    var tenant = Tenant.enrol("Torn").with(Feature.END_USER_IDENTIFIER);
    var key = ApiKey.shown(tenant.writeKey());
    var meanwhile = new AtomicReference<@Nullable Runnable>();
    var batch = new BatchRead(torn(meanwhile), Thread::sleep);
    var reads = new DynamoGate(batch, registryTable, vaultTable, HELD);
    var before = reads.view(key, Set.of()).orElseThrow();
    meanwhile.set(() -> tenant.eraseCollected(Feature.END_USER_IDENTIFIER));
    var view = reads.view(key, Set.of()).orElseThrow();
    assertThat(view.keyring().featureKeys().number(Feature.END_USER_IDENTIFIER))
        .isGreaterThan(before.keyring().featureKeys().number(Feature.END_USER_IDENTIFIER));
    assertThat(before.application().settings().has(Feature.END_USER_IDENTIFIER)).isTrue();
    assertThat(view.application().settings().has(Feature.END_USER_IDENTIFIER)).isFalse();
  }
}
