package dev.lethe.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lethe.aggregate.EntryCodec;
import dev.lethe.aggregate.aws.EntryItem;
import dev.lethe.infra.stack.Answer;
import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.ArchivedLines;
import dev.lethe.infra.stack.Await;
import dev.lethe.infra.stack.Enrolments;
import dev.lethe.infra.stack.RightsRequests;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Stores;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.ingest.request.Whose;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.goals.Goals;
import dev.lethe.shared.goals.GoalsOrder;
import dev.lethe.shared.goals.OpenGoalsOrders;
import dev.lethe.shared.goals.aws.DynamoGoalsOrders;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.FeatureSwitch;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import dev.lethe.subjects.request.RequestType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/// What goals collected is shown to nobody from the moment on in which whoever switches them off
/// says so, and soon it is in no store; all that is counted beside them stays as it was.
class GoalsForgottenTest {

  /// Letters alone: with many digits it could be a phone number.
  private static final String GOAL =
      "walked-" + UUID.randomUUID().toString().replaceAll("[^a-f]", "z");

  private final Stack stack = Stack.running();
  private final SfnClient stepFunctions = stack.client(SfnClient.builder());
  private final DynamoGoalsOrders orders =
      new DynamoGoalsOrders(stack.client(DynamoDbClient.builder()), stack.output("LedgerTable"));
  private final Tenant tenant = Tenant.enrol("Goals").with(Feature.GOALS);
  private final String path = "/v1/apps/" + tenant.appId() + "/features/goals";

  private void reaches(String device) {
    track(device, "Goal Reached", GOAL);
  }

  private void track(String device, String event, String goal) {
    var body =
        """
        {"messageId":"%s","event":"%s","anonymousId":"%s","properties":{"goal":"%s"},\
        "context":{"os":{"name":"iOS"},"screen":{"width":1179}}}\
        """
            .formatted(UUID.randomUUID(), event, device, goal);
    var sent = Api.post("/v1/track", body.getBytes(UTF_8), GatewayEvents.basic(tenant.writeKey()));
    assertThat(sent.status()).as(sent.text()).isEqualTo(200);
  }

  private Answer switchOn() {
    var attestation =
        """
        {"attestedBy":"Jane Doe","lawfulBasis":"consent","textVersion":"2"}\
        """;
    return Api.put(path, attestation.getBytes(UTF_8), GatewayEvents.bearer(tenant.secretKey()));
  }

  /// What a statistic says of all days, by its keys.
  private Map<String, Long> told(String statistic, String by) {
    var numbers = new TreeMap<String, Long>();
    for (var series :
        tenant.ask(statistic, by.isEmpty() ? "" : "?by=" + by).json().path("series")) {
      var sum = 0L;
      for (var value : series.path("values")) {
        sum += value.path("n").asLong();
      }
      if (sum > 0) {
        numbers.put(series.path("key").asText(), sum);
      }
    }
    return numbers;
  }

  private long subjects() {
    var sum = 0L;
    for (var value : tenant.ask("events", "").json().path("series").path(0).path("values")) {
      sum += value.path("subjects").asLong();
    }
    return sum;
  }

  /// As an operator puts back what was passed over.
  private void putBack() {
    var taken =
        new Stores()
            .taken(tenant.appId())
            .filter(one -> Goals.areIn(one.facts()))
            .findFirst()
            .orElseThrow();
    stack
        .client(KinesisClient.builder())
        .putRecord(put ->
            put.streamName(stack.output("StreamName"))
                .partitionKey(taken.partitionKey())
                .data(SdkBytes.fromByteArray(RecordCodec.encode(taken))));
  }

  private void forget() {
    var order = orders.of(tenant.appId()).orElseThrow();
    Await.until(() -> !order.covers(Instant.now()));
    var machine = stack.output("GoalsStateMachine");
    var execution =
        stepFunctions
            .startExecution(start -> start.stateMachineArn(machine).input("{}"))
            .executionArn();
    Await.until(() ->
        !stepFunctions
            .describeExecution(of -> of.executionArn(execution))
            .statusAsString()
            .equals("RUNNING"));
    var ended = stepFunctions.describeExecution(of -> of.executionArn(execution));
    assertThat(ended.statusAsString()).as(ended.toString()).isEqualTo("SUCCEEDED");
  }

  private long entriesWithGoals() {
    return new Stores()
        .items("LedgerTable")
        .filter(item -> item.containsKey(EntryItem.ENTRY))
        .map(item -> EntryCodec.decode(item.get(EntryItem.ENTRY).b().asByteArray()))
        .flatMap(entry -> entry.deltas().keySet().stream())
        .filter(counter -> counter.app().equals(tenant.appId()))
        .filter(Goals::isCountedBy)
        .count();
  }

  private long linesWithGoals() {
    return new ArchivedLines()
        .of(tenant.appId()).stream().filter(line -> Goals.areIn(line.taken().facts())).count();
  }

  /// Who asked when nothing was to be forgotten yet, and writes when something is.
  @Test
  void nothingIsSwitchedOnWhileSomethingIsToBeForgotten() {
    var registry = stack.output("RegistryTable");
    var enrolment = Enrolments.in(registry, stack.output("VaultTable"));
    var apps = new DynamoRegistry(stack.client(DynamoDbClient.builder()), registry);
    var application = apps.application(tenant.appId()).orElseThrow();
    tenant.eraseCollected(Feature.GOALS);
    var attestation = new FeatureSwitch.Attestation("Jane Doe", "consent", "1");
    var change = new FeatureSwitch(Feature.GOALS, Instant.now(), attestation);
    assertThatIllegalStateException()
        .isThrownBy(() -> enrolment.switchFeature(application, change));
    assertThat(apps.application(tenant.appId()).orElseThrow().settings().features()).isEmpty();
  }

  /// Two works beside each other would take twice as much of what takes events.
  @Test
  void anOrderIsOneWorksAtATime() {
    tenant.eraseCollected(Feature.GOALS);
    var later = Instant.now().plus(Duration.ofDays(1));
    var order = orders.of(tenant.appId()).orElseThrow();
    var taken = takenUntil(order, later);
    assertThat(taken).isTrue();
    assertThat(takenUntil(order, later)).isFalse();
    orders.hold(order, later.plus(Duration.ofHours(1)));
    var ends = later.plus(Duration.ofHours(1)).plus(OpenGoalsOrders.HELD);
    assertThat(takenUntil(order, ends.minusSeconds(1))).isFalse();
    assertThat(takenUntil(order, ends)).isTrue();
    orders.done(order, later);
    assertThat(takenUntil(order, ends.plus(OpenGoalsOrders.HELD))).isFalse();
  }

  /// Takes all that there are, and says whether it was among them.
  private boolean takenUntil(GoalsOrder order, Instant now) {
    var isTaken = false;
    for (var one = orders.take(now); one.isPresent(); one = orders.take(now)) {
      isTaken |= one.get().equals(order);
    }
    return isTaken;
  }

  @Test
  void nobodyIsShownThemAndNoStoreHasThemAndAllElseIsAsItWas() {
    reaches("d1");
    reaches("d1");
    track("d1", "Read", "none");
    reaches("d2");
    track("d3", "Read", "none");
    Await.until(() -> told("events", "event").equals(Map.of("Goal Reached", 3L, "Read", 2L)));
    Await.until(() -> told("goals", "goal").equals(Map.of(GOAL, 3L)));
    Await.until(() -> told("events", "os").equals(Map.of("iOS", 5L)));
    Await.until(() -> new ArchivedLines().of(tenant.appId()).size() == 5);
    assertThat(told("users", "")).isEqualTo(Map.of("total", 3L));
    assertThat(tenant.opened().toString()).contains(GOAL);
    assertThat(entriesWithGoals()).isPositive();
    assertThat(linesWithGoals()).isEqualTo(3);

    tenant.eraseCollected(Feature.GOALS);

    assertThat(told("goals", "goal")).isEmpty();
    assertThat(told("goals", "")).isEmpty();
    assertThat(told("events", "event")).isEqualTo(Map.of("Read", 2L));
    assertThat(told("events", "")).isEqualTo(Map.of("total", 5L));
    assertThat(tenant.opened().toString()).doesNotContain(GOAL).contains("1179");
    assertThat(switchOn().status()).isEqualTo(409);
    putBack();
    Await.until(() -> new ArchivedLines().of(tenant.appId()).size() == 6);
    assertThat(linesWithGoals()).as("what was put back has none").isEqualTo(3);

    forget();

    assertThat(orders.of(tenant.appId())).get().matches(order -> !order.isOpen());
    assertThat(entriesWithGoals()).isZero();
    assertThat(linesWithGoals()).isZero();
    var stores = new Stores().all();
    // The stream holds it for 7 days.
    stores.remove("stream");
    stores.forEach(
        (store, content) -> assertThat(content).as(store).noneMatch(piece -> piece.contains(GOAL)));
    assertThat(told("events", "event")).isEqualTo(Map.of("Read", 2L));
    assertThat(told("events", "")).isEqualTo(Map.of("total", 5L));
    assertThat(told("events", "os")).isEqualTo(Map.of("iOS", 5L));
    assertThat(told("users", "")).isEqualTo(Map.of("total", 3L));

    Await.until(() -> switchOn().status() == 200);
    reaches("d1");
    Await.until(() -> told("goals", "goal").equals(Map.of(GOAL, 1L)));
    assertThat(told("events", "event")).isEqualTo(Map.of("Goal Reached", 1L, "Read", 2L));
    assertThat(tenant.opened().toString()).contains(GOAL);

    // What was taken out of entries is taken off no counter.
    new RightsRequests(tenant).done(UUID.randomUUID(), RequestType.ERASURE, Whose.of(null, "d1"));
    Await.until(() -> told("events", "").equals(Map.of("total", 2L)));
    assertThat(told("goals", "goal")).isEmpty();
    assertThat(told("events", "event")).isEqualTo(Map.of("Read", 1L));
    assertThat(subjects()).isEqualTo(2);
  }
}
