package dev.lethe.ingest.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.ingest.request.Whose;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.FeatureSwitch;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.registry.TestIds;
import dev.lethe.shared.registry.TestKeys;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.LabelledSubjects;
import dev.lethe.shared.vault.Life;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.Rights;
import dev.lethe.shared.vault.SubjectKey;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.WrongKeyException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every gate must do, with the Vault behind it; run against the one in memory, and the one in
/// DynamoDB and KMS.
public abstract class GateContract {

  /// How many new subjects a key may bring in a minute.
  protected static final int NEW_SUBJECTS = 10;

  private static final Identity DEVICE = Identity.of(Identity.Kind.DEVICE, "d1");
  private static final Identity USER = Identity.of(Identity.Kind.USER, "u1");
  private static final Whose BOTH = new Whose(USER, DEVICE);
  private static final LocalDate TODAY = Records.DAY;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] CONTENT = {1, 2, 3};

  private final Application application = newApplication();
  private final ApiKey key = newKey();

  protected abstract Gate gate();

  protected abstract Vault vault();

  protected abstract NewSubjects newSubjects();

  protected abstract Enrolment enrolment();

  /// Enters an application, its keys included.
  protected abstract void enrol(Application application, ApiKey key);

  protected abstract void revoke(ApiKey key);

  /// Loses an application's keys.
  protected abstract void loseKeys(String app);

  /// What the register of what stands says of a subject.
  protected abstract Optional<SubjectState> standing(String app, Pseudonym subject);

  /// Says in the register what stands of a subject, whatever the Vault knows.
  protected abstract void enter(String app, Pseudonym subject, SubjectState standing);

  /// Gives an application that lost its keys others with the same pepper, as a recovery does.
  protected abstract void recoverKeys(String app);

  /// Destroys an application's key of user ids, and gives it another.
  protected abstract void eraseUsers(Application application);

  /// The way back from labels.
  protected abstract LabelledSubjects labelled();

  /// Whether it is kept whom a label led to.
  protected abstract boolean isKept(String app, String label);

  private static Application newApplication() {
    return new Application("app_" + UUID.randomUUID(), "cus_1", "App", Settings.STANDARD);
  }

  private static ApiKey newKey() {
    return ApiKey.generate(ApiKey.Kind.WRITE, RANDOM);
  }

  @BeforeEach
  void enrol() {
    enrol(application, key);
  }

  private View view() throws KeysMissingException {
    return gate().view(key, Set.of(BOTH)).orElseThrow();
  }

  private SubjectState stored(Identity identity) throws KeysMissingException {
    return view().stored(identity);
  }

  private Life newLife(View view, Identity identity) {
    var label = UUID.randomUUID().toString();
    var subjectKey = SubjectKey.generate(application.id(), label, RANDOM);
    return new Life(label, view.keyring().wrap(subjectKey, identity.kind()), TODAY, TODAY);
  }

  private boolean change(Identity identity, SubjectState before, SubjectState after)
      throws KeysMissingException {
    return vault().change(application, view().keyring().pseudonym(identity), before, after);
  }

  private SubjectState begun(Identity identity) throws KeysMissingException {
    var before = stored(identity);
    var after = before.begin(newLife(view(), identity));
    assertThat(change(identity, before, after)).isTrue();
    return after;
  }

  private Optional<LabelledSubjects.Labelled> found(String label) {
    return Optional.ofNullable(
        labelled().find(application.id(), Set.of(label, "of nobody")).get(label));
  }

  private static String label(SubjectState state) {
    return Objects.requireNonNull(state.life()).label();
  }

  @Test
  void aKeyOpensItsApplication() throws KeysMissingException {
    assertThat(view().application()).isEqualTo(application);
    assertThat(gate().view(newKey(), Set.of(BOTH))).isEmpty();
  }

  @Test
  void aRevokedKeyOpensNothingFromTheNextViewOn() throws KeysMissingException {
    view();
    revoke(key);
    assertThat(gate().view(key, Set.of(BOTH))).isEmpty();
  }

  @Test
  void aSecretKeyOpensNothing() throws KeysMissingException {
    var secret = ApiKey.generate(ApiKey.Kind.SECRET, RANDOM);
    var customer = TestIds.customer();
    var acting = TestKeys.acting(secret, customer);
    enrolment()
        .enrol(new Customer(customer, "C", "c@example"), acting, TestKeys.seen(acting, customer));
    assertThat(gate().view(secret, Set.of())).isEmpty();
  }

  @Test
  void aFeatureShowsInTheNextView() throws KeysMissingException {
    assertThat(view().application().settings().has(Feature.GOALS)).isFalse();
    switchGoals(new FeatureSwitch.Attestation("Jane", "consent", "1"));
    assertThat(view().application().settings().has(Feature.GOALS)).isTrue();
    switchGoals(null);
    assertThat(view().application().settings().has(Feature.GOALS)).isFalse();
  }

  private void switchGoals(FeatureSwitch.@Nullable Attestation attested) {
    enrolment()
        .switchFeature(application, new FeatureSwitch(Feature.GOALS, Instant.now(), attested));
  }

  @Test
  void nothingIsKnownOfAStranger() throws KeysMissingException {
    assertThat(view().states()).isEmpty();
    assertThat(view().links()).isEmpty();
    assertThat(stored(DEVICE)).isEqualTo(SubjectState.UNKNOWN);
  }

  @Test
  void aChangeShowsInTheNextView() throws KeysMissingException, WrongKeyException {
    var lives = begun(DEVICE);
    assertThat(stored(DEVICE)).isEqualTo(lives);
    assertThat(stored(USER)).isEqualTo(SubjectState.UNKNOWN);
    var life = Objects.requireNonNull(lives.life());
    var found = found(life.label()).orElseThrow();
    assertThat(found.rights()).isEqualTo(lives.rights());
    assertThat(found.version()).isEqualTo(lives.version());
    var sealed = view().keyring().unwrap(life.key(), life.label()).seal(CONTENT);
    assertThat(found.key().open(sealed)).isEqualTo(CONTENT);
  }

  @Test
  void allThatIsForbiddenIsKept() throws KeysMissingException {
    var rights = new Rights(true, true, true, EnumSet.allOf(Purpose.class));
    var before = begun(DEVICE);
    assertThat(change(DEVICE, before, before.with(rights))).isTrue();
    assertThat(stored(DEVICE)).isEqualTo(before.with(rights));
    assertThat(found(label(before))).map(LabelledSubjects.Labelled::rights).contains(rights);
    var lifted = before.with(rights).with(Rights.NONE_USED);
    assertThat(change(DEVICE, before.with(rights), lifted)).isTrue();
    assertThat(stored(DEVICE)).isEqualTo(lifted);
  }

  @Test
  void whatCountsForNothingLeavesNothing() throws KeysMissingException {
    var optedOut = SubjectState.UNKNOWN.with(Rights.NONE_USED.withOptedOut(true));
    assertThat(change(DEVICE, SubjectState.UNKNOWN, optedOut)).isTrue();
    var in = optedOut.with(Rights.NONE_USED);
    assertThat(change(DEVICE, SubjectState.UNKNOWN, in)).isFalse();
    assertThat(stored(DEVICE)).isEqualTo(optedOut);
    assertThat(change(DEVICE, optedOut, in)).isTrue();
    assertThat(view().states()).isEmpty();
    assertThat(change(DEVICE, SubjectState.UNKNOWN, optedOut)).isTrue();
  }

  @Test
  void aChangeThatWasDecidedUnderAnOlderStateIsNotMade() throws KeysMissingException {
    var old = begun(DEVICE);
    var stopped = old.with(new Rights(false, true, false, Set.of()));
    assertThat(change(DEVICE, old, stopped)).isTrue();
    assertThat(change(DEVICE, old, old.seen(Objects.requireNonNull(old.life())))).isFalse();
    assertThat(
            change(
                DEVICE, SubjectState.UNKNOWN, SubjectState.UNKNOWN.begin(newLife(view(), DEVICE))))
        .isFalse();
    assertThat(stored(DEVICE)).isEqualTo(stopped);
  }

  /// Whoever allows all again is nobody to the Vault, and counts anew from then on.
  @Test
  void aChangeThatWasDecidedUnderOtherRightsOfTheSameNumbersIsNotMade()
      throws KeysMissingException {
    var optedOut = SubjectState.UNKNOWN.with(Rights.NONE_USED.withOptedOut(true));
    assertThat(change(DEVICE, SubjectState.UNKNOWN, optedOut)).isTrue();
    assertThat(change(DEVICE, optedOut, optedOut.with(Rights.NONE_USED))).isTrue();
    var restricted = SubjectState.UNKNOWN.with(Rights.NONE_USED.withRestricted(true));
    assertThat(change(DEVICE, SubjectState.UNKNOWN, restricted)).isTrue();
    assertThat(change(DEVICE, optedOut, optedOut.begin(newLife(view(), DEVICE)))).isFalse();
    assertThat(stored(DEVICE)).isEqualTo(restricted);
  }

  @Test
  void ofFirstRequestsAtTheSameTimeOneBeginsTheLife() throws Exception {
    var view = view();
    var candidates = Stream.generate(() -> newLife(view, DEVICE)).limit(8).toList();
    List<Boolean> made = List.of();
    // All may meet each other in DynamoDB, and none be made: then requests look again.
    for (var look = 0; look < 10 && !made.contains(true); look++) {
      made = beginAtTheSameTime(candidates);
    }
    assertThat(made).containsOnlyOnce(true);
    var winner = candidates.get(made.indexOf(true));
    assertThat(stored(DEVICE).life()).isEqualTo(winner);
    assertThat(candidates)
        .filteredOn(life -> found(life.label()).isPresent())
        .containsExactly(winner);
  }

  private List<Boolean> beginAtTheSameTime(List<Life> lives) throws Exception {
    var before = SubjectState.UNKNOWN;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var made = new ArrayList<Boolean>();
      for (var result :
          threads.invokeAll(
              lives.stream()
                  .<Callable<Boolean>>map(life -> () -> change(DEVICE, before, before.begin(life)))
                  .toList())) {
        made.add(result.get());
      }
      return made;
    }
  }

  @Test
  void theLabelOfALifeThatIsOverLeadsNowhere() throws KeysMissingException {
    var lives = begun(DEVICE);
    var erased = lives.erase(Records.NOON);
    assertThat(change(DEVICE, lives, erased)).isTrue();
    assertThat(stored(DEVICE)).isEqualTo(erased);
    assertThat(found(label(lives))).isEmpty();
    assertThat(isKept(application.id(), label(lives))).isFalse();
    var again = begun(DEVICE);
    assertThat(again.erased()).isEqualTo(Records.NOON);
    assertThat(found(label(again))).isPresent();
  }

  @Test
  void aLateChangeIsNotWrittenOverATombstone() throws KeysMissingException {
    var lives = begun(DEVICE);
    var erased = lives.erase(Records.NOON);
    assertThat(change(DEVICE, lives, erased)).isTrue();
    assertThat(change(DEVICE, lives, lives.seen(Objects.requireNonNull(lives.life())))).isFalse();
    assertThat(stored(DEVICE)).isEqualTo(erased);
    assertThat(found(label(lives))).isEmpty();
    assertThat(isKept(application.id(), label(lives))).isFalse();
  }

  private boolean link(SubjectState user, SubjectState device) throws KeysMissingException {
    var keyring = view().keyring();
    return vault()
        .link(
            application,
            new Vault.Known(keyring.pseudonym(USER), user),
            new Vault.Known(keyring.pseudonym(DEVICE), device),
            keyring.featureKeys().number(Feature.END_USER_IDENTIFIER),
            TODAY);
  }

  @Test
  void aLinkShowsInTheNextView() throws KeysMissingException {
    assertThat(link(begun(USER), SubjectState.UNKNOWN)).isTrue();
    assertThat(view().links()).containsExactly(Map.entry(BOTH, TODAY));
  }

  @Test
  void aLinkOfAnEarlierLifeDoesNotShow() throws KeysMissingException {
    var device = begun(DEVICE);
    assertThat(link(begun(USER), device)).isTrue();
    assertThat(change(USER, stored(USER), stored(USER).erase(Records.NOON))).isTrue();
    assertThat(view().links()).as("who comes back is linked again").isEmpty();
    assertThat(link(stored(USER), device)).isTrue();
    assertThat(view().links()).containsExactly(Map.entry(BOTH, TODAY));
    assertThat(change(DEVICE, device, device.erase(Records.NOON))).isTrue();
    assertThat(view().links()).isEmpty();
  }

  @Test
  void aLateLinkIsNotWrittenWhenEitherChanged() throws KeysMissingException {
    var user = begun(USER);
    var device = begun(DEVICE);
    assertThat(change(DEVICE, device, device.erase(Records.NOON))).isTrue();
    assertThat(link(user, device)).isFalse();
    assertThat(change(USER, user, user.erase(Records.NOON))).isTrue();
    assertThat(link(user, stored(DEVICE))).isFalse();
    assertThat(view().links()).isEmpty();
    assertThat(link(stored(USER), stored(DEVICE))).isTrue();
  }

  @Test
  void applicationsKnowNothingOfEachOthersSubjects() throws KeysMissingException {
    begun(DEVICE);
    var otherKey = newKey();
    enrol(newApplication(), otherKey);
    var other = gate().view(otherKey, Set.of(BOTH)).orElseThrow();
    assertThat(other.states()).isEmpty();
    assertThat(other.keyring().pseudonym(DEVICE)).isNotEqualTo(view().keyring().pseudonym(DEVICE));
  }

  @Test
  void withoutAnApplicationsKeysNothingIsViewed() throws KeysMissingException {
    view();
    loseKeys(application.id());
    assertThatThrownBy(this::view)
        .isInstanceOfSatisfying(
            KeysMissingException.class, why -> assertThat(why.isTerminated()).isFalse());
  }

  private Pseudonym device() throws KeysMissingException {
    return view().keyring().pseudonym(DEVICE);
  }

  private Optional<SubjectState> standing() throws KeysMissingException {
    return standing(application.id(), device());
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  @Test
  void whatIsForbiddenStandsInTheRegisterUntilItIsLifted() throws KeysMissingException {
    var lives = begun(DEVICE);
    assertThat(standing()).as("of lives it knows nothing").isEmpty();
    var rights = new Rights(true, true, true, EnumSet.allOf(Purpose.class));
    var forbidden = lives.with(rights.withWithdrawals(Set.of(Purpose.RESEARCH)));
    assertThat(change(DEVICE, lives, forbidden)).isTrue();
    assertThat(standing()).contains(forbidden.standing(now()));
    var less = forbidden.with(rights);
    assertThat(change(DEVICE, forbidden, less)).isTrue();
    assertThat(standing()).contains(less.standing(now()));
    assertThat(change(DEVICE, less, less.with(Rights.NONE_USED))).isTrue();
    assertThat(standing()).isEmpty();
  }

  @Test
  void aTombstoneStandsInTheRegister() throws KeysMissingException {
    var lives = begun(DEVICE);
    var erased = lives.erase(now());
    assertThat(change(DEVICE, lives, erased)).isTrue();
    assertThat(standing()).contains(erased);
    begun(DEVICE);
    assertThat(standing()).as("of lives it knows nothing").contains(erased);
  }

  @Test
  void whatIsNotMadeIsNotInTheRegister() throws KeysMissingException {
    var lives = begun(DEVICE);
    var stopped = lives.with(Rights.NONE_USED.withStopped(true));
    assertThat(change(DEVICE, SubjectState.UNKNOWN, stopped)).isFalse();
    assertThat(standing()).isEmpty();
  }

  /// Else the right that the Vault lost would be written over in the register.
  @Test
  void ofWhomTheVaultHasLostNothingIsForbiddenAnew() throws KeysMissingException {
    var optedOut = SubjectState.UNKNOWN.with(Rights.NONE_USED.withOptedOut(true));
    enter(application.id(), device(), optedOut);
    var restricted = SubjectState.UNKNOWN.with(Rights.NONE_USED.withRestricted(true));
    assertThat(change(DEVICE, SubjectState.UNKNOWN, restricted)).isFalse();
    assertThat(change(DEVICE, SubjectState.UNKNOWN, SubjectState.UNKNOWN.erase(now()))).isFalse();
    assertThat(standing()).contains(optedOut);
    assertThat(stored(DEVICE)).isEqualTo(SubjectState.UNKNOWN);
  }

  @Test
  void aTombstoneThatIsOverHidesNothingInTheRegister() throws KeysMissingException {
    var over = now().minus(SubjectState.TOMBSTONE).minusSeconds(1);
    enter(application.id(), device(), SubjectState.UNKNOWN.erase(over));
    var optedOut = SubjectState.UNKNOWN.with(Rights.NONE_USED.withOptedOut(true));
    assertThat(change(DEVICE, SubjectState.UNKNOWN, optedOut)).isTrue();
    assertThat(standing()).contains(optedOut);
  }

  /// A request that read the keys before they were lost may write after they are recovered.
  @Test
  void aLifeUnderALostKeyIsNone() throws KeysMissingException {
    var before = view();
    loseKeys(application.id());
    recoverKeys(application.id());
    var life = newLife(before, DEVICE);
    assertThat(change(DEVICE, SubjectState.UNKNOWN, SubjectState.UNKNOWN.begin(life))).isTrue();
    assertThat(view().state(DEVICE, Records.NOON).life()).isNull();
    assertThat(found(life.label())).isEmpty();
    var again = begun(DEVICE);
    assertThat(view().state(DEVICE, Records.NOON).life()).isEqualTo(again.life());
    assertThat(isKept(application.id(), life.label())).isFalse();
    assertThat(found(label(again))).isPresent();
  }

  @Test
  void usersLivesGoWithTheKeyOfUserIdsAndWhatIsForbiddenStays() throws KeysMissingException {
    var user = begun(USER);
    var device = begun(DEVICE);
    assertThat(link(user, device)).isTrue();
    var stopped = user.with(Rights.NONE_USED.withStopped(true));
    assertThat(change(USER, user, stopped)).isTrue();
    eraseUsers(application);
    var over = view().state(USER, Records.NOON);
    assertThat(over.life()).isNull();
    assertThat(over.rights()).isEqualTo(stopped.rights());
    assertThat(view().linked(BOTH)).isEmpty();
    assertThat(found(label(user))).isEmpty();
    assertThat(view().state(DEVICE, Records.NOON)).isEqualTo(device);
    assertThat(found(label(device))).isPresent();
    var again = begun(USER);
    assertThat(view().state(USER, Records.NOON)).isEqualTo(again);
    assertThat(isKept(application.id(), label(user))).isFalse();
    assertThat(found(label(again))).isPresent();
  }

  @Test
  void newSubjectsAreBoundedByKeyAndMinute() {
    var now = Records.NOON;
    assertThat(newSubjects().admit(key, NEW_SUBJECTS + 1, now)).isFalse();
    assertThat(newSubjects().admit(key, NEW_SUBJECTS - 3, now)).isTrue();
    assertThat(newSubjects().admit(key, 4, now.plusSeconds(59))).isFalse();
    assertThat(newSubjects().admit(key, 3, now.plusSeconds(59))).isTrue();
    assertThat(newSubjects().admit(key, 1, now.plusSeconds(59))).isFalse();
    assertThat(newSubjects().admit(key, 1, now.plusSeconds(60))).isTrue();
    assertThat(newSubjects().admit(newKey(), 1, now)).isTrue();
  }
}
