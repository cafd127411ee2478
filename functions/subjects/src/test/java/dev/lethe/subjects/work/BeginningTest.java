package dev.lethe.subjects.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.Command.Consumer;
import dev.lethe.shared.record.Command.Kind;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.ErasureMode;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.Life;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.Rights;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.Regulation;
import dev.lethe.subjects.request.RequestType;
import dev.lethe.subjects.request.Timeline;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BeginningTest {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final String APP = "app_1";
  private static final int THRESHOLD = 12;
  private static final Set<Purpose> ALL = Set.of(Purpose.values());

  private static final Pseudonym USER = new Pseudonym("user");
  private static final Pseudonym OTHER = new Pseudonym("other");
  private static final Pseudonym PHONE = new Pseudonym("phone");
  private static final Pseudonym TABLET = new Pseudonym("tablet");

  private final InMemorySubjects subjects = new InMemorySubjects();
  private final List<Command> sent = new ArrayList<>();
  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final Beginning beginning =
      new Beginning(subjects, sent::add, registry, THRESHOLD, Clock.fixed(NOW, ZoneOffset.UTC));

  @BeforeEach
  void enrol() {
    registry.enrol(
        new Application(APP, "cus_1", "App", Settings.STANDARD), ApiKey.shown("lethe_wk_1"));
  }

  private static SubjectState living(String label, long lives) {
    var day = LocalDate.of(2026, 11, 20);
    return new SubjectState(
        lives,
        4,
        new Life(label, new Keyring.WrappedKey(1, 0, Bytes.copyOf(new byte[1])), day, day),
        null,
        Rights.NONE_USED);
  }

  private static EnteredRequest request(RequestType type, Set<Purpose> purposes) {
    return new EnteredRequest(
        "cus_1",
        APP,
        "key",
        UUID.randomUUID(),
        type,
        Regulation.GDPR,
        NOW,
        purposes,
        List.of(),
        Bytes.copyOf(new byte[1]),
        Set.of(),
        Duration.ZERO,
        null,
        null,
        Timeline.received(NOW),
        Map.of());
  }

  private EnteredRequest begun(RequestType type, Set<Purpose> purposes, Subject... named) {
    var request = request(type, purposes);
    subjects.name(id(request), named);
    beginning.begin(request);
    return request;
  }

  private EnteredRequest begunForUser(RequestType type, Set<Purpose> purposes) {
    return begun(type, purposes, new Subject(Identity.Kind.USER, USER));
  }

  private static CaseId id(EnteredRequest request) {
    return new CaseId(request.app(), request.id());
  }

  private SubjectState state(Pseudonym subject) {
    return subjects.find(APP, subject).state();
  }

  private Order order(EnteredRequest request, Pseudonym subject) {
    return subjects.order(id(request), subject).orElseThrow();
  }

  private @Nullable Kind command(EnteredRequest request, Consumer consumer) {
    return order(request, USER).commands().get(consumer);
  }

  @Test
  void anErasureEndsTheLifeAndThoseOfDevicesThatAreTheUsersAlone() {
    subjects.put(APP, USER, living("u", 1));
    subjects.put(APP, PHONE, living("p", 1));
    subjects.put(APP, TABLET, living("t", 1));
    subjects.link(new InMemorySubjects.Link(APP, USER, PHONE, 1, 1));
    subjects.link(new InMemorySubjects.Link(APP, USER, TABLET, 1, 1));
    subjects.link(new InMemorySubjects.Link(APP, OTHER, TABLET, 1, 1));
    var request = begunForUser(RequestType.ERASURE, Set.of());
    assertThat(state(USER)).isEqualTo(living("u", 1).erase(NOW));
    assertThat(state(PHONE)).isEqualTo(living("p", 1).erase(NOW));
    assertThat(state(TABLET)).isEqualTo(living("t", 1));
    assertThat(subjects.orders(id(request)))
        .extracting(order -> order.life().label())
        .containsExactly("u", "p");
    assertThat(order(request, PHONE).life().kind()).isEqualTo(Identity.Kind.DEVICE);
    assertThat(order(request, USER).commands())
        .isEqualTo(Map.of(Consumer.AGGREGATE, Kind.ERASE, Consumer.ARCHIVE, Kind.ERASE));
    assertThat(order(request, USER).life().state()).isEqualTo(5);
  }

  @Test
  void whoIsUnknownGetsATombstoneAndNobodyIsTold() {
    var request = begunForUser(RequestType.ERASURE, Set.of());
    assertThat(state(USER).erased()).isEqualTo(NOW);
    assertThat(order(request, USER).commands()).isEmpty();
  }

  @Test
  void whatIsBegunAgainLeavesALaterLifeAlone() {
    subjects.put(APP, USER, living("u", 1));
    var request = begunForUser(RequestType.ERASURE, Set.of());
    subjects.put(APP, USER, living("v", 3));
    subjects.put(APP, PHONE, living("p", 1));
    subjects.link(new InMemorySubjects.Link(APP, USER, PHONE, 3, 1));
    beginning.begin(request);
    assertThat(state(USER)).isEqualTo(living("v", 3));
    assertThat(state(PHONE)).as("seen with the later life only").isEqualTo(living("p", 1));
    assertThat(order(request, USER).life().label()).isEqualTo("u");
  }

  @Test
  void aDeviceIsNotForgottenThoughItsUserComesBackBeforeTheStepIsRunAgain() {
    subjects.put(APP, USER, living("u", 1));
    subjects.put(APP, PHONE, living("p", 1));
    var request = begunForUser(RequestType.ERASURE, Set.of());
    // As if that run had been killed behind the user.
    subjects.link(new InMemorySubjects.Link(APP, USER, PHONE, 1, 1));
    subjects.put(APP, USER, living("v", 3));
    subjects.link(new InMemorySubjects.Link(APP, USER, PHONE, 3, 1));
    beginning.begin(request);
    assertThat(state(USER)).isEqualTo(living("v", 3));
    assertThat(state(PHONE).life()).isNull();
  }

  @Test
  void whoChangesMeanwhileIsLookedAtAgain() {
    subjects.put(APP, USER, living("u", 1));
    subjects.meanwhile(() -> subjects.put(APP, USER, living("v", 3)));
    var request = begunForUser(RequestType.ERASURE, Set.of());
    assertThat(order(request, USER).life().label()).isEqualTo("v");
    assertThat(state(USER).life()).isNull();
  }

  @Test
  void anErasureKeepsWhatIsForbidden() {
    var forbidden = living("u", 1).with(Rights.NONE_USED.withStopped(true));
    subjects.put(APP, USER, forbidden);
    begunForUser(RequestType.ERASURE, Set.of());
    assertThat(state(USER).rights().stopped()).isTrue();
  }

  @Test
  void aRestrictionHoldsUntilItIsLifted() {
    subjects.put(APP, USER, living("u", 1));
    var restriction = begunForUser(RequestType.RESTRICTION, Set.of());
    assertThat(state(USER).rights().restricted()).isTrue();
    assertThat(order(restriction, USER).commands())
        .isEqualTo(Map.of(Consumer.ARCHIVE, Kind.RESTRICT));
    var lifting = begunForUser(RequestType.LIFT_RESTRICTION, Set.of());
    assertThat(state(USER).rights()).isEqualTo(Rights.NONE_USED);
    assertThat(order(lifting, USER).commands()).isEqualTo(Map.of(Consumer.ARCHIVE, Kind.LIFT));
    assertThat(order(lifting, USER).life().state())
        .isGreaterThan(order(restriction, USER).life().state());
  }

  @Test
  void factsStaySealedAsLongAsAnythingAsksForIt() {
    subjects.put(APP, USER, living("u", 1));
    begunForUser(RequestType.OBJECTION, ALL);
    begunForUser(RequestType.CONSENT_WITHDRAWAL, Set.of(Purpose.RESEARCH));
    begunForUser(RequestType.RESTRICTION, Set.of());
    for (var lift : List.of(RequestType.LIFT_RESTRICTION, RequestType.LIFT_OBJECTION)) {
      var purposes = lift == RequestType.LIFT_OBJECTION ? ALL : Set.<Purpose>of();
      assertThat(command(begunForUser(lift, purposes), Consumer.ARCHIVE)).isEqualTo(Kind.RESTRICT);
    }
    var last = begunForUser(RequestType.LIFT_CONSENT_WITHDRAWAL, ALL);
    assertThat(command(last, Consumer.ARCHIVE)).isEqualTo(Kind.LIFT);
    assertThat(state(USER).rights()).isEqualTo(Rights.NONE_USED);
  }

  @Test
  void anObjectionToStatisticsTakesOutAndIsLiftedOnlyBehindThat() {
    subjects.put(APP, USER, living("u", 1));
    var objection = begunForUser(RequestType.OBJECTION, Set.of(Purpose.STATISTICS));
    assertThat(order(objection, USER).commands())
        .isEqualTo(Map.of(Consumer.AGGREGATE, Kind.RETRACT));
    assertThat(subjects.find(APP, USER).retraction()).isEqualTo(5L);
    assertThat(sent).isEmpty();
    // Its step is dead.
    var lifting = begunForUser(RequestType.LIFT_OBJECTION, Set.of(Purpose.STATISTICS));
    assertThat(sent)
        .containsExactly(
            new Command(APP, "u", Kind.RETRACT, Consumer.AGGREGATE, 5, null, NOW, null));
    assertThat(subjects.find(APP, USER).retraction()).isNull();
    assertThat(order(lifting, USER).commands()).isEmpty();
    assertThat(state(USER).rights().objections()).isEmpty();
  }

  @Test
  void whatIsInTheLaneIsNotSentAgain() {
    subjects.put(APP, USER, living("u", 1));
    begunForUser(RequestType.CONSENT_WITHDRAWAL, Set.of(Purpose.STATISTICS));
    subjects.inLane(APP, USER, 5);
    begunForUser(RequestType.LIFT_CONSENT_WITHDRAWAL, Set.of(Purpose.STATISTICS));
    assertThat(sent).isEmpty();
  }

  @Test
  void objectionsAndConsentAreLiftedEachForItself() {
    subjects.put(APP, USER, living("u", 1));
    begunForUser(RequestType.OBJECTION, ALL);
    begunForUser(RequestType.CONSENT_WITHDRAWAL, Set.of(Purpose.STATISTICS));
    begunForUser(RequestType.LIFT_OBJECTION, Set.of(Purpose.STATISTICS));
    assertThat(state(USER).rights().objections()).containsExactly(Purpose.RESEARCH);
    assertThat(state(USER).rights().forbid(Purpose.STATISTICS)).isTrue();
  }

  @Test
  void oneObjectionComesToAnother() {
    subjects.put(APP, USER, living("u", 1));
    begunForUser(RequestType.OBJECTION, Set.of(Purpose.STATISTICS));
    begunForUser(RequestType.OBJECTION, Set.of(Purpose.RESEARCH));
    assertThat(state(USER).rights().objections()).isEqualTo(ALL);
  }

  @Test
  void whatIsAskedAgainIsSentAgainAndChangesNothing() {
    subjects.put(APP, USER, living("u", 1));
    begunForUser(RequestType.RESTRICTION, Set.of());
    var before = state(USER);
    var again = begunForUser(RequestType.RESTRICTION, Set.of());
    assertThat(state(USER)).isEqualTo(before);
    assertThat(command(again, Consumer.ARCHIVE)).isEqualTo(Kind.RESTRICT);
    assertThat(order(again, USER).life().state()).isEqualTo(before.version());
  }

  @Test
  void aStopHoldsForDevicesThatAreTheUsersAloneAndNotForAnSdksOwn() {
    subjects.put(APP, USER, living("u", 1));
    subjects.put(APP, PHONE, living("p", 1).with(Rights.NONE_USED.withOptedOut(true)));
    subjects.link(new InMemorySubjects.Link(APP, USER, PHONE, 1, 1));
    var stop = begunForUser(RequestType.STOP_COLLECTION, Set.of());
    assertThat(state(USER).rights().stopped()).isTrue();
    assertThat(state(PHONE).rights().stopped()).isTrue();
    assertThat(order(stop, USER).commands()).isEmpty();
    begunForUser(RequestType.LIFT_STOP_COLLECTION, Set.of());
    assertThat(state(USER).rights()).isEqualTo(Rights.NONE_USED);
    assertThat(state(PHONE).rights()).isEqualTo(Rights.NONE_USED.withOptedOut(true));
  }

  @ParameterizedTest
  @EnumSource(names = {"ACCESS", "PORTABILITY", "RECTIFICATION"})
  void whoOnlyLooksChangesNothing(RequestType type) {
    subjects.put(APP, USER, living("u", 1));
    var request = begunForUser(type, Set.of());
    assertThat(state(USER)).isEqualTo(living("u", 1));
    assertThat(order(request, USER).life().label()).isEqualTo("u");
    assertThat(Objects.equals(command(request, Consumer.ARCHIVE), Kind.FLUSH))
        .isEqualTo(type != RequestType.RECTIFICATION);
  }

  private void set(ErasureMode mode, int threshold) {
    var settings =
        new Settings(Set.of(), Settings.STANDARD.masking(), ZoneOffset.UTC, 90, threshold);
    registry.enrol(
        new Application(APP, "cus_1", "App", settings.with(settings.requests().with(mode))),
        ApiKey.shown("lethe_wk_1"));
  }

  @ParameterizedTest
  @CsvSource({"1, 12", "12, 12", "50, 50"})
  void anErasureLeavesLargeGroupsIfTheApplicationKeepsThem(int asked, long from) {
    set(ErasureMode.KEEP, asked);
    subjects.put(APP, USER, living("u", 1));
    assertThat(order(begunForUser(RequestType.ERASURE, Set.of()), USER).keepFrom()).isEqualTo(from);
  }

  @Test
  void noThresholdIsSoLowThatAGroupIsLeftWhichSaysSomethingOfSomebody() {
    set(ErasureMode.KEEP, 1);
    subjects.put(APP, USER, living("u", 1));
    var request = request(RequestType.ERASURE, Set.of());
    subjects.name(id(request), new Subject(Identity.Kind.USER, USER));
    new Beginning(subjects, sent::add, registry, 1, Clock.fixed(NOW, ZoneOffset.UTC))
        .begin(request);
    assertThat(order(request, USER).keepFrom()).isEqualTo(Beginning.LEAST_KEPT);
  }

  @Test
  void whoForbadeStatisticsIsTakenOffAllOfThem() {
    set(ErasureMode.KEEP, 1);
    var rights =
        List.of(
            Rights.NONE_USED.withObjections(Set.of(Purpose.STATISTICS)),
            Rights.NONE_USED.withWithdrawals(Set.of(Purpose.STATISTICS)));
    for (var forbidden : rights) {
      subjects.put(APP, USER, living("u", 1).with(forbidden));
      assertThat(order(begunForUser(RequestType.ERASURE, Set.of()), USER).keepFrom()).isNull();
    }
    subjects.put(
        APP,
        OTHER,
        living("o", 1).with(rights.getFirst().withObjections(Set.of(Purpose.RESEARCH))));
    var other = begun(RequestType.ERASURE, Set.of(), new Subject(Identity.Kind.USER, OTHER));
    assertThat(order(other, OTHER).keepFrom()).isEqualTo(THRESHOLD);
  }

  @Test
  void onlyErasuresKeepAndOnlyIfAsked() {
    subjects.put(APP, USER, living("u", 1));
    assertThat(order(begunForUser(RequestType.ERASURE, Set.of()), USER).keepFrom()).isNull();
    set(ErasureMode.KEEP, 1);
    subjects.put(APP, OTHER, living("o", 1));
    var objection = begun(RequestType.OBJECTION, ALL, new Subject(Identity.Kind.USER, OTHER));
    assertThat(order(objection, OTHER).keepFrom()).isNull();
  }

  @Test
  void anApplicationThatIsNotThereIsAFailure() {
    var request = request(RequestType.ERASURE, Set.of());
    assertThatThrownBy(() ->
            new Beginning(
                    subjects,
                    sent::add,
                    new InMemoryRegistry(),
                    THRESHOLD,
                    Clock.fixed(NOW, ZoneOffset.UTC))
                .begin(request))
        .isInstanceOf(RuntimeException.class);
  }
}
