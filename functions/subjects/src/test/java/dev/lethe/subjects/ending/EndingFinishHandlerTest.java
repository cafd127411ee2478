package dev.lethe.subjects.ending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.signing.TestSigner;
import dev.lethe.shared.termination.Emptying.Round;
import dev.lethe.shared.termination.EndedStore;
import dev.lethe.shared.termination.InMemoryMeasurements;
import dev.lethe.shared.termination.InMemoryTerminations;
import dev.lethe.shared.termination.Measurements.Work;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Reason;
import dev.lethe.shared.termination.Termination.Status;
import dev.lethe.subjects.receipt.InMemoryReceiptChain;
import dev.lethe.subjects.receipt.InMemoryReceiptSafe;
import dev.lethe.subjects.receipt.Receipts;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.EnteredRequests;
import dev.lethe.subjects.request.InMemoryRequestBook;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.request.RequestType;
import dev.lethe.subjects.watch.Attempts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndingFinishHandlerTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final String CUSTOMER = "cus_0123456789abcdef01234567";
  private static final String APP = "app_0123456789abcdef01234567";
  private static final Clock CLOCK = Clock.fixed(NOON.plusSeconds(600), ZoneOffset.UTC);
  private static final TestSigner SIGNER = TestSigner.create();

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final InMemoryTerminations terminations = new InMemoryTerminations(registry);
  private final InMemoryMeasurements measurements = new InMemoryMeasurements();
  private final InMemoryRequestBook book = new InMemoryRequestBook().at(CLOCK);
  private final InMemoryReceiptChain chain = new InMemoryReceiptChain(CLOCK);
  private final Receipts receipts = new Receipts(chain, new InMemoryReceiptSafe(), SIGNER, CLOCK);
  private final Map<UUID, Integer> attempts = new HashMap<>();
  private final List<String> started = new ArrayList<>();
  private final List<Integer> foundAgain = new ArrayList<>();
  private final EndingFinishHandler handler =
      new EndingFinishHandler(
          new LastRequests(
              book,
              request ->
                  Optional.ofNullable(attempts.get(request.id()))
                      .map(number -> new Attempts.Attempt(number, null)),
              (request, attempt, wait) -> {
                attempts.put(request.id(), attempt);
                started.add(request.id() + " " + attempt + " " + wait);
              }),
          new EndingConclusion(terminations, measurements, receipts, CLOCK),
          new CustomerConclusion(terminations, measurements, chain, receipts, CLOCK),
          foundAgain::add);

  @BeforeEach
  void anApplicationWhoseKeysAreGone() {
    registry.enrol(
        new Application(APP, CUSTOMER, "App", Settings.STANDARD), ApiKey.shown("lethe_wk_1"));
    terminations.schedule(
        Termination.scheduled(CUSTOMER, APP, Reason.TERMINATION, "key", NOON, Duration.ZERO));
    terminations.advance(entered(), Status.ENDING, NOON);
    terminations.advance(entered(), Status.DELETING, NOON);
  }

  private Termination entered() {
    return terminations.find(CUSTOMER, APP).orElseThrow();
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> conclude(int round) {
    var input =
        new HashMap<String, Object>(
            EventLoader.loadEvent("events/ending-finish-conclude.json", Map.class));
    input.put("round", round);
    return handler.handleRequest(input, new TestLambdaContext());
  }

  private void measure(int round, EndedStore store, long found, long again) {
    var place = new Round(CUSTOMER, APP, round, store);
    var order = List.of(EndedStore.values()).indexOf(store);
    measurements.planned(place, Work.REMOVAL, 1);
    measurements.found(place, "all", found);
    measurements.removed(place, "all", NOON.plusSeconds(60 + order));
    measurements.planned(place, Work.SEARCH, 1);
    measurements.searched(place, "all", again, NOON.plusSeconds(120 + order));
  }

  private void measureAll(int round, long found) {
    for (var store : EndedStore.values()) {
      measure(round, store, found, 0);
    }
  }

  @Test
  void aTerminationEndsWithOneReceipt() {
    measureAll(0, 3);
    assertThat(conclude(0)).isEqualTo(Map.of("isDone", true, "round", 1));
    assertThat(entered().status()).isEqualTo(Status.TERMINATED);
    assertThat(entered().receipt())
        .contains(
            "\"id\":\"rcp_termination-" + APP + "\"", "\"number\":1,", "\"type\":\"termination\"")
        .contains("{\"counted\":\"items\",\"found\":3,\"foundAgain\":0,\"removed\":3,");
    assertThat(conclude(0)).as("again").isEqualTo(Map.of("isDone", true, "round", 1));
    assertThat(chain.head(CUSTOMER).number()).isEqualTo(1);
    assertThat(foundAgain).isEmpty();
  }

  @Test
  void whatIsFoundAgainGoesRoundAgainAndIsCounted() {
    measureAll(0, 3);
    for (var store : EndedStore.values()) {
      measure(1, store, 1, store == EndedStore.VAULT ? 2 : 0);
    }
    assertThat(conclude(1)).isEqualTo(Map.of("isDone", false, "round", 2));
    assertThat(foundAgain).containsExactly(1);
    assertThat(entered().status()).isEqualTo(Status.DELETING);
    assertThat(entered().receipt()).isNull();
    measureAll(2, 2);
    assertThat(conclude(2)).isEqualTo(Map.of("isDone", true, "round", 3));
    assertThat(entered().receipt()).as("all rounds together").contains("\"found\":6,");
  }

  private void concludeCustomer() {
    handler.handleRequest(
        Map.of("step", "conclude_customer", "customer", CUSTOMER), new TestLambdaContext());
  }

  /// All of its applications have ended.
  private void endCustomer() {
    measureAll(0, 3);
    conclude(0);
    terminations.schedule(
        Termination.scheduled(
            CUSTOMER, CUSTOMER, Reason.TERMINATION, Termination.OPERATOR, NOON, Duration.ZERO));
    var own = terminations.find(CUSTOMER, CUSTOMER).orElseThrow();
    terminations.advance(own, Status.ENDING, NOON);
    terminations.advance(
        terminations.find(CUSTOMER, CUSTOMER).orElseThrow(), Status.DELETING, NOON);
  }

  private void measureAccount(long again) {
    var account = new Round(CUSTOMER, CUSTOMER, 0, EndedStore.REGISTRY);
    measurements.planned(account, Work.REMOVAL, 1);
    measurements.found(account, "all", 2);
    measurements.removed(account, "all", NOON.plusSeconds(200));
    measurements.planned(account, Work.SEARCH, 1);
    measurements.searched(account, "all", again, NOON.plusSeconds(201));
  }

  private void noReceiptOfCustomer() {
    assertThatThrownBy(this::concludeCustomer).isInstanceOf(IllegalStateException.class);
    assertThat(terminations.find(CUSTOMER, CUSTOMER).orElseThrow().receipt()).isNull();
  }

  @Test
  void aCustomerThatCanBeReachedHasNoReceipt() {
    endCustomer();
    measureAccount(1);
    noReceiptOfCustomer();
  }

  @Test
  void aCustomersReceiptNamesThoseOfItsApplications() {
    endCustomer();
    noReceiptOfCustomer();
    measureAccount(0);
    concludeCustomer();
    concludeCustomer();
    var ended = terminations.find(CUSTOMER, CUSTOMER).orElseThrow();
    assertThat(ended.status()).isEqualTo(Status.TERMINATED);
    assertThat(ended.receipt())
        .contains("\"type\":\"customer_termination\"", "\"number\":2,")
        .contains(
            "{\"application\":\"%s\",\"hash\":\"%s\",\"id\":\"rcp_termination-%s\",\"number\":1}"
                .formatted(
                    APP,
                    chain.find(CUSTOMER, "termination-" + APP).orElseThrow().head().hash(),
                    APP));
    assertThat(chain.head(CUSTOMER).number()).isEqualTo(2);
  }

  @Test
  void whatWasNotMeasuredCannotBeSaid() {
    for (var store : EndedStore.values()) {
      if (store != EndedStore.ARCHIVE) {
        measure(0, store, 1, 0);
      }
    }
    assertThatThrownBy(() -> conclude(0)).isInstanceOf(IllegalStateException.class);
    var archive = new Round(CUSTOMER, APP, 0, EndedStore.ARCHIVE);
    measurements.planned(archive, Work.REMOVAL, 2);
    measurements.removed(archive, "one", NOON.plusSeconds(70));
    measurements.planned(archive, Work.SEARCH, 1);
    measurements.searched(archive, "all", 0, NOON.plusSeconds(80));
    assertThatThrownBy(() -> conclude(0)).isInstanceOf(IllegalStateException.class);
    assertThat(entered().receipt()).isNull();
  }

  private EnteredRequest entered(RequestType type) {
    var request = EnteredRequests.of(CUSTOMER, UUID.randomUUID(), type, NOON);
    assertThat(request.app()).isNotEqualTo("");
    book.enter(request);
    attempts.put(request.id(), 1);
    return request;
  }

  private Map<String, Object> openOf(String app) {
    return handler.handleRequest(
        Map.of("step", "requests", "customer", CUSTOMER, "app", app), new TestLambdaContext());
  }

  @Test
  void requestsThatStillWaitAreHurriedOnOnce() {
    var request = entered(RequestType.ERASURE);
    assertThat(openOf(request.app())).isEqualTo(Map.of("open", 1));
    assertThat(openOf(request.app())).isEqualTo(Map.of("open", 1));
    assertThat(started).containsExactly(request.id() + " 2 PT0S");
  }

  @Test
  void whatIsBegunIsWaitedForAndWhatIsOverIsNot() {
    var request = entered(RequestType.ACCESS);
    become(request, RequestStatus.IN_PROGRESS);
    assertThat(openOf(request.app())).isEqualTo(Map.of("open", 1));
    assertThat(started).isEmpty();
    become(request, RequestStatus.COMPLETED);
    assertThat(openOf(request.app())).isEqualTo(Map.of("open", 0));
  }

  private void become(EnteredRequest request, RequestStatus status) {
    var read = book.find(CUSTOMER, request.id()).orElseThrow();
    book.advance(read, read.timeline().then(status, NOON).orElseThrow());
  }

  @Test
  void requestsOfOtherApplicationsAreTheirs() {
    var request = entered(RequestType.ERASURE);
    assertThat(request.app()).isNotEqualTo("app_of_nobody");
    assertThat(openOf("app_of_nobody")).isEqualTo(Map.of("open", 0));
    assertThat(started).isEmpty();
  }
}
