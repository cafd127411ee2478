package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.control.aws.DynamoSealedKeyrings;
import dev.lethe.control.restore.aws.DynamoLiveRegistry;
import dev.lethe.infra.stack.Enrolments;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.registry.Closings;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.FeatureSwitch;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.registry.TestSettings;
import dev.lethe.shared.registry.aws.DynamoClosings;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import dev.lethe.shared.registry.aws.RegistryItem;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Reason;
import dev.lethe.shared.termination.Termination.Status;
import dev.lethe.shared.termination.aws.DynamoOpenTerminations;
import dev.lethe.shared.termination.aws.DynamoTerminations;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.Rights;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.aws.VaultItem;
import dev.lethe.subjects.receipt.SampleOfSafe;
import dev.lethe.subjects.receipt.aws.DynamoReceiptChain;
import dev.lethe.subjects.receipt.aws.DynamoReceiptCopies;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.EnteredRequests;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.request.RequestType;
import dev.lethe.subjects.request.aws.DynamoOpenRequests;
import dev.lethe.subjects.request.aws.DynamoRequestBook;
import dev.lethe.subjects.restore.aws.DynamoStandingRegister;
import dev.lethe.subjects.restore.aws.DynamoVaultStates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What a restore of requests and of the Registry reads and writes, on the stack's own tables.
class RequestsRestoreAdaptersTest {

  private static final String ALL = "0/1";

  private final Stack stack = Stack.running();
  private final DynamoDbClient dynamo = stack.client(DynamoDbClient.builder());
  private final String requests = stack.output("RequestsTable");
  private final String registry = stack.output("RegistryTable");
  private final String vault = stack.output("VaultTable");
  private final Clock clock = Clock.systemUTC();
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final Tenant tenant = Tenant.enrol("Restored");
  private final Pseudonym subject = new Pseudonym(UUID.randomUUID().toString());

  private Map<Pseudonym, SubjectState> states() {
    var found = new HashMap<Pseudonym, SubjectState>();
    new DynamoVaultStates(dynamo, vault)
        .read(
            ALL,
            (app, of, state) -> {
              if (app.equals(tenant.appId())) {
                found.put(of, state);
              }
            });
    return found;
  }

  @Test
  void anApplicationThatCannotBeReadHoldsUpNoOther() {
    var broken = RegistryItem.keyOf(RegistryItem.idOfApplication("app_" + UUID.randomUUID()));
    dynamo.putItem(put -> put.tableName(registry).item(broken));
    var found = new ArrayList<String>();
    new DynamoLiveRegistry(dynamo, registry).read(ALL, application -> found.add(application.id()));
    dynamo.deleteItem(delete -> delete.tableName(registry).key(broken));
    assertThat(found).contains(tenant.appId());
  }

  @Test
  void whatStandsIsReadOfTheVaultAndWrittenInTheRegister() {
    var stopped = SubjectState.UNKNOWN.with(Rights.NONE_USED.withStopped(true));
    var item = new HashMap<>(VaultItem.keyOfState(tenant.appId(), subject));
    item.putAll(VaultItem.standing(stopped));
    dynamo.putItem(put -> put.tableName(vault).item(item));
    var known = new DynamoVaultStates(dynamo, vault);
    assertThat(states()).isEqualTo(Map.of(subject, stopped));
    assertThat(known.state(tenant.appId(), subject)).isEqualTo(stopped);
    assertThat(known.hasKeys(tenant.appId())).isTrue();
    assertThat(known.isRecoveredSince(tenant.appId(), now.minus(Duration.ofDays(99)))).isFalse();
    assertThat(known.hasKeys("app_of_nobody")).isFalse();

    var register = new DynamoStandingRegister(dynamo, requests);
    register.put(tenant.appId(), subject, stopped);
    assertThat(registered(register)).isEqualTo(1);
    register.remove(tenant.appId(), subject);
    assertThat(registered(register)).isZero();
  }

  private int registered(DynamoStandingRegister register) {
    var found = new ArrayList<Pseudonym>();
    register.read(
        ALL,
        (app, of) -> {
          if (app.equals(tenant.appId())) {
            found.add(of);
          }
        });
    return found.size();
  }

  @Test
  void openRequestsAreFoundInTheTableItself() {
    var book = new DynamoRequestBook(dynamo, requests, clock);
    var request =
        EnteredRequests.of(tenant.customerId(), UUID.randomUUID(), RequestType.ERASURE, now);
    book.enter(request);
    assertThat(open()).containsExactly(request.id());
    var begun = request.timeline().then(RequestStatus.IN_PROGRESS, now).orElseThrow();
    book.advance(request, begun);
    assertThat(open()).containsExactly(request.id());
    var done = begun.then(RequestStatus.COMPLETED, now).orElseThrow();
    book.advance(request.with(begun), done);
    assertThat(open()).isEmpty();
  }

  private List<UUID> open() {
    var found = new ArrayList<EnteredRequest>();
    new DynamoOpenRequests(dynamo, requests).read(ALL, found::add);
    found.removeIf(one -> !one.customer().equals(tenant.customerId()));
    return found.stream().map(EnteredRequest::id).toList();
  }

  @Test
  void copiesArePutWhereNoneIsAndAChainGoesForwardAlone() {
    var receipts = SampleOfSafe.receipts(tenant.customerId());
    var copies = new DynamoReceiptCopies(dynamo, requests, clock);
    var chain = new DynamoReceiptChain(dynamo, requests, clock);
    copies.put(receipts.getFirst(), now);
    copies.put(receipts.getFirst(), now);
    copies.put(receipts.getLast(), now.minus(EnteredRequest.KEPT));
    copies.moveTo(receipts.getLast());
    copies.moveTo(receipts.getFirst());
    assertThat(chain.find(tenant.customerId(), receipts.getFirst().request()))
        .contains(receipts.getFirst());
    assertThat(chain.find(tenant.customerId(), receipts.getLast().request())).isEmpty();
    assertThat(chain.head(tenant.customerId())).isEqualTo(receipts.getLast().head());
  }

  @Test
  void anEndThatWasCalledOffIsReadNoMoreAndMayBeEnteredAgainOnce() {
    var terminations = new DynamoTerminations(dynamo, requests, registry, clock);
    terminations.schedule(
        Termination.scheduled(
            tenant.customerId(),
            tenant.appId(),
            Reason.TERMINATION,
            "key",
            now,
            Duration.ofDays(1)));
    var open = new DynamoOpenTerminations(dynamo, requests);
    assertThat(ends(open)).hasSize(1);
    open.callOff(ends(open).getFirst(), now);
    assertThat(ends(open)).isEmpty();
    assertThat(terminations.find(tenant.customerId(), tenant.appId()).orElseThrow().status())
        .isEqualTo(Status.CANCELLED);

    var lost =
        Termination.scheduled(
            tenant.customerId(), tenant.appId(), Reason.MIGRATION, "restore", now, Duration.ZERO);
    open.renew(lost);
    open.renew(
        Termination.scheduled(
            tenant.customerId(), tenant.appId(), Reason.TERMINATION, "late", now, Duration.ZERO));
    assertThat(terminations.find(tenant.customerId(), tenant.appId())).contains(lost);
  }

  private List<Termination> ends(DynamoOpenTerminations open) {
    var found = new ArrayList<Termination>();
    open.read(ALL, found::add);
    found.removeIf(one -> !one.customer().equals(tenant.customerId()));
    return found;
  }

  @Test
  void whatIsSwitchedOffIsWrittenDownAndWhatIsSwitchedOnIsNot() {
    var enrolment = Enrolments.in(registry, vault, requests);
    var application =
        new DynamoRegistry(dynamo, registry).application(tenant.appId()).orElseThrow();
    var attestation = new FeatureSwitch.Attestation("A", "consent", "1");
    var closed = new DynamoClosings(dynamo, requests);
    enrolment.switchFeature(application, new FeatureSwitch(Feature.GOALS, now, attestation));
    assertThat(closed.of(tenant.appId())).isEqualTo(Closings.Closed.NOTHING);
    enrolment.switchFeature(application, new FeatureSwitch(Feature.GOALS, now.plusMillis(1), null));
    enrolment.switchFeature(application, new FeatureSwitch(Feature.GOALS, now.plusMillis(2), null));
    assertThat(closed.of(tenant.appId()).features())
        .isEqualTo(
            Map.of(Feature.GOALS, new FeatureSwitch(Feature.GOALS, now.plusMillis(2), null)));
    var erasing = FeatureSwitch.erasing(Feature.GOALS, now.plusMillis(3));
    var keys = new DynamoSealedKeyrings(dynamo, vault).of(tenant.appId()).orElseThrow();
    enrolment.eraseCollected(application, erasing, () -> new Enrolment.Replacement(keys, keys));
    assertThat(closed.of(tenant.appId()).features()).isEqualTo(Map.of(Feature.GOALS, erasing));
    var waiting = application.with(TestSettings.waiting(application.settings(), 7));
    enrolment.change(application, waiting, now);
    // Whoever renames it has read it before.
    enrolment.change(application, application.named("Changed"), now.plusMillis(1));
    assertThat(closed.of(tenant.appId()).change())
        .contains(
            new Closings.Change(now.plusMillis(1), TestSettings.waiting(Settings.STANDARD, 7)));
  }
}
