package dev.lethe.shared.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.address.Masking;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.vault.Keyrings;
import dev.lethe.shared.vault.SealedKeyring;
import dev.lethe.shared.vault.SealedKeyrings;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every registry must do; run against the one in memory, and the one in DynamoDB.
public abstract class RegistryContract {

  private final ApiKey key = ApiKey.generate(ApiKey.Kind.SECRET, new SecureRandom());
  private final String id = TestIds.customer();

  private static final SealedKeyring KEYRING = Keyrings.sealed(Records.DAY);

  private IssuedKey acting(String customer) {
    return IssuedKey.of(
        key, "My key", new Grant.Secret(customer, Set.of(Scope.READ, Scope.MANAGE)), Records.NOON);
  }

  private IssuedKey sending() {
    return IssuedKey.of(key, "My key", new Grant.Write(id), Records.NOON);
  }

  private Application application() {
    return new Application(
        id,
        "cus_1",
        "App",
        TestSettings.waiting(
            new Settings(Set.of(), new Masking(16, 32), ZoneId.of("Europe/Berlin"), 30, 25), 7));
  }

  protected abstract Registry registry();

  protected abstract Enrolment enrolment();

  protected abstract FeatureSwitches switches();

  protected abstract SealedKeyrings keyrings();

  private void takeIn(String customer) {
    enrolment()
        .enrol(
            new Customer(customer, "Company", "privacy@example.com"),
            acting(customer),
            TestKeys.seen(acting(customer), customer));
  }

  @Test
  void aCustomersKeyActsForIt() {
    takeIn(id);
    assertThat(registry().find(ApiKey.shown(key.reveal()))).contains(acting(id));
  }

  @Test
  void anApplicationsKeySendsItsEvents() {
    enrolment().enrol(application(), sending(), KEYRING);
    assertThat(registry().find(ApiKey.shown(key.reveal()))).contains(sending());
  }

  @Test
  void anApplicationIsFoundByItsId() {
    enrolment().enrol(application(), sending(), KEYRING);
    assertThat(registry().application(id)).contains(application());
  }

  @Test
  void aCustomerHasItsOwnApplications() {
    var customer = TestIds.customer();
    assertThat(registry().applicationsOf(customer)).isEmpty();
    takeIn(customer);
    assertThat(registry().applicationsOf(customer)).isEmpty();
    var both = Set.of("app_1" + id, "app_2" + id);
    for (var app : both) {
      assertThat(another(customer, app)).isTrue();
    }
    assertThat(registry().applicationsOf(customer)).isEqualTo(both);
    assertThat(registry().applicationsOf(id)).isEmpty();
    assertThat(registry().find(key)).contains(acting(customer));
  }

  @Test
  void aCustomerHasNoMoreApplicationsThanMayBe() {
    var customer = TestIds.customer();
    takeIn(customer);
    for (var i = 0; i < Enrolment.MOST_APPLICATIONS; i++) {
      assertThat(another(customer, "app_" + i + id)).isTrue();
    }
    assertThat(another(customer, "app_x" + id)).isFalse();
    assertThat(registry().applicationsOf(customer)).hasSize(Enrolment.MOST_APPLICATIONS);
    assertThat(registry().application("app_x" + id)).isEmpty();
  }

  private boolean another(String customer, String app) {
    return enrolment()
        .enrol(
            new Application(app, customer, "App", Settings.STANDARD),
            IssuedKey.of(
                ApiKey.generate(ApiKey.Kind.WRITE, new SecureRandom()),
                IssuedKey.FIRST,
                new Grant.Write(app),
                Records.NOON),
            KEYRING);
  }

  @Test
  void whatIsChangedIsChangedAndNothingElse() {
    enrolment().enrol(application(), sending(), KEYRING);
    switchTo(Feature.GOALS, new FeatureSwitch.Attestation("Jane Doe", "consent", "3"));
    var requests = new RequestSettings(20, ErasureMode.KEEP, Set.of("a.example", "b.example"));
    var platforms = Set.of(Platform.IOS, Platform.WEB);
    var later =
        new Settings(
            Set.of(), new Masking(0, 0), ZoneId.of("Asia/Tokyo"), 7, 10_000, requests, platforms);
    enrolment().change(application(), application().named("Another").with(later), Instant.now());
    var kept =
        new Settings(
            Set.of(Feature.GOALS),
            new Masking(0, 0),
            ZoneId.of("Europe/Berlin"),
            7,
            10_000,
            requests,
            platforms);
    assertThat(registry().application(id)).contains(application().named("Another").with(kept));
    var none = application().settings().with(RequestSettings.STANDARD);
    var before = registry().application(id).orElseThrow();
    enrolment().change(before, before.with(none), Instant.now());
    assertThat(registry().application(id).orElseThrow().settings().requests())
        .isEqualTo(RequestSettings.STANDARD);
  }

  @Test
  void whatSomebodyElseChangesMeanwhileStaysChanged() {
    enrolment().enrol(application(), sending(), KEYRING);
    var before = application();
    var longer = before.with(TestSettings.waiting(before.settings(), 20));
    enrolment().change(before, longer, Instant.now());
    enrolment().change(before, before.named("Another"), Instant.now());
    assertThat(registry().application(id)).contains(longer.named("Another"));
  }

  @Test
  void aFeatureIsOnFromItsSwitchToTheNext() {
    enrolment().enrol(application(), sending(), KEYRING);
    var attestation = new FeatureSwitch.Attestation("Jane Doe", "consent", "3");
    switchTo(Feature.GOALS, attestation);
    switchTo(Feature.SCREENSHOTS, attestation);
    assertThat(features()).containsExactlyInAnyOrder(Feature.GOALS, Feature.SCREENSHOTS);
    switchTo(Feature.GOALS, null);
    assertThat(features()).containsExactly(Feature.SCREENSHOTS);
    switchTo(Feature.SCREENSHOTS, null);
    assertThat(features()).isEmpty();
  }

  @Test
  void eachSwitchIsKeptAndReadTheLatestFirst() {
    enrolment().enrol(application(), sending(), KEYRING);
    assertThat(switches().of(id, 1, OptionalInt.empty()))
        .isEqualTo(new FeatureSwitches.Page(List.of(), OptionalInt.empty()));
    var stated = new FeatureSwitch.Attestation("Jane Doe", "consent", "3");
    var made =
        IntStream.range(0, 5)
            .mapToObj(number ->
                new FeatureSwitch(
                    number % 2 == 0 ? Feature.GOALS : Feature.SCREENSHOTS,
                    Records.NOON.plusMillis(number),
                    number < 3 ? stated : null))
            .toList();
    made.forEach(one -> enrolment().switchFeature(application(), one));
    assertThat(switches().all(id)).isEqualTo(made);
    assertThat(switches().all(id + "0")).as("of nobody else").isEmpty();

    var first = switches().of(id, 2, OptionalInt.empty());
    assertThat(first.switches()).containsExactly(made.get(4), made.get(3));
    var second = switches().of(id, 2, first.next());
    assertThat(second.switches()).containsExactly(made.get(2), made.get(1));
    var last = switches().of(id, 2, second.next());
    assertThat(last).isEqualTo(new FeatureSwitches.Page(List.of(made.get(0)), OptionalInt.empty()));
    assertThat(switches().of(id, 2, OptionalInt.of(1)).switches()).isEmpty();
    assertThat(switches().of(id, 1, OptionalInt.of(99_999_999)).switches())
        .containsExactly(made.get(4));
  }

  @Test
  void whatIsSwitchedAtOnceIsAllKept() throws Exception {
    enrolment().enrol(application(), sending(), KEYRING);
    var stated = new FeatureSwitch.Attestation("Jane Doe", "consent", "3");
    var made =
        Arrays.stream(Feature.values())
            .map(feature -> new FeatureSwitch(feature, Records.NOON, stated))
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var call :
          threads.invokeAll(
              made.stream()
                  .map(one ->
                      Executors.callable(() -> enrolment().switchFeature(application(), one)))
                  .toList())) {
        call.get();
      }
    }
    assertThat(switches().all(id)).containsExactlyInAnyOrderElementsOf(made);
    assertThat(features()).containsExactlyInAnyOrder(Feature.values());
  }

  private Enrolment.Replacement replacement(Feature feature) {
    var before = keyrings().of(id).orElseThrow();
    return new Enrolment.Replacement(
        before, before.withoutCollected(feature, Keyrings.sealedKey(), Records.NOON));
  }

  @Test
  void whatWasCollectedIsErasedTogetherWithTheSwitch() {
    enrolment().enrol(application(), sending(), KEYRING);
    switchTo(Feature.USER_ATTRIBUTES, new FeatureSwitch.Attestation("Jane Doe", "consent", "3"));
    var change = FeatureSwitch.erasing(Feature.USER_ATTRIBUTES, Records.NOON);
    var keys = replacement(Feature.USER_ATTRIBUTES);
    enrolment().eraseCollected(application(), change, () -> keys);
    assertThat(keyrings().of(id)).contains(keys.after());
    assertThat(features()).isEmpty();
    assertThat(switches().all(id)).hasSize(2).last().isEqualTo(change);
    assertThat(registry().application(id).orElseThrow().erased()).isEqualTo(Records.NOON);

    var pictures = FeatureSwitch.erasing(Feature.SCREENSHOTS, Records.NOON.plusSeconds(1));
    enrolment().eraseCollected(application(), pictures, () -> replacement(Feature.SCREENSHOTS));
    assertThat(registry().application(id).orElseThrow().erased())
        .as("exports hold no pictures")
        .isEqualTo(Records.NOON);
  }

  @Test
  void keysThatSomebodyElseReplacedAreReadAgain() {
    enrolment().enrol(application(), sending(), KEYRING);
    var stale = replacement(Feature.SCREENSHOTS);
    var first = FeatureSwitch.erasing(Feature.USER_ATTRIBUTES, Records.NOON);
    enrolment().eraseCollected(application(), first, () -> replacement(Feature.USER_ATTRIBUTES));
    var asked = new AtomicInteger();
    enrolment()
        .eraseCollected(
            application(),
            FeatureSwitch.erasing(Feature.SCREENSHOTS, Records.NOON),
            () -> asked.getAndIncrement() == 0 ? stale : replacement(Feature.SCREENSHOTS));
    assertThat(asked).hasValue(2);
    var keys = keyrings().of(id).orElseThrow().featureKeys();
    assertThat(keys.get(Feature.USER_ATTRIBUTES))
        .isNotEqualTo(KEYRING.featureKeys().get(Feature.USER_ATTRIBUTES));
    assertThat(keys.get(Feature.SCREENSHOTS))
        .isNotEqualTo(KEYRING.featureKeys().get(Feature.SCREENSHOTS));
    assertThat(switches().all(id)).hasSize(2);
  }

  private void switchTo(Feature feature, FeatureSwitch.@Nullable Attestation attestation) {
    enrolment()
        .switchFeature(application(), new FeatureSwitch(feature, Instant.now(), attestation));
  }

  private Set<Feature> features() {
    return registry().application(id).orElseThrow().settings().features();
  }

  @Test
  void whatWasNotEnteredIsNotThere() {
    assertThat(registry().find(key)).isEmpty();
    assertThat(registry().application(id)).isEmpty();
  }

  @Test
  void aKeyGrantsNothingByItsHash() {
    takeIn(id);
    assertThat(registry().find(ApiKey.shown(key.hash()))).isEmpty();
  }
}
