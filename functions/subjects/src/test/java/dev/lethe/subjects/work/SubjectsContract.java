package dev.lethe.subjects.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.Life;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.Rights;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.subjects.work.Subjects.Stored;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What whoever keeps the subjects of requests must do; run against those in memory, and the Vault.
public abstract class SubjectsContract {

  private static final int DAYS = 90;

  private final String app = "app_" + UUID.randomUUID();
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final LocalDate today = LocalDate.now(java.time.ZoneOffset.UTC);
  private final CaseId id = new CaseId(app, UUID.randomUUID());
  private final Pseudonym user = new Pseudonym("user-" + UUID.randomUUID());
  private final Pseudonym other = new Pseudonym("other-" + UUID.randomUUID());
  private final Pseudonym device = new Pseudonym("device-" + UUID.randomUUID());

  /// The subjects, always the same.
  protected abstract Subjects subjects();

  /// Writes what the gate writes.
  protected abstract void write(String app, Pseudonym subject, SubjectState state);

  /// Links a user to a device.
  protected abstract void link(
      String app, Pseudonym user, Pseudonym device, long userLives, long deviceLives);

  /// What the register of what stands says of a subject.
  protected abstract Optional<SubjectState> standing(String app, Pseudonym subject);

  /// Says in the register what stands of a subject, whatever the Vault knows.
  protected abstract void enter(String app, Pseudonym subject, SubjectState standing);

  /// Opens a case.
  protected abstract void name(CaseId id, Subject... subjects);

  @BeforeEach
  void open() {
    name(id, new Subject(Identity.Kind.USER, user));
  }

  private SubjectState living(String label) {
    return SubjectState.UNKNOWN.begin(
        new Life(label, new Keyring.WrappedKey(1, 0, Bytes.copyOf(new byte[] {7})), today, today));
  }

  private Order order(Identity.Kind kind, Pseudonym subject, SubjectState before, long state) {
    var life = before.life();
    return new Order(
        new CaseLife(
            kind,
            subject,
            life == null ? null : life.label(),
            life == null ? null : life.born(),
            before.lives(),
            state,
            now),
        life == null ? Map.of() : Map.of(Command.Consumer.ARCHIVE, Command.Kind.ERASE),
        kind == Identity.Kind.USER ? 12L : null);
  }

  private boolean change(
      CaseId of, SubjectState before, SubjectState after, @Nullable Long retraction) {
    return subjects()
        .change(
            of,
            DAYS,
            new Stored(before, null),
            new Stored(after, retraction),
            order(Identity.Kind.USER, user, before, after.version()));
  }

  @Test
  void whoIsNamedIsKnownUntilTheCaseIsClosed() {
    name(id, new Subject(Identity.Kind.USER, user), new Subject(Identity.Kind.DEVICE, device));
    assertThat(subjects().named(id))
        .containsExactly(
            new Subject(Identity.Kind.USER, user), new Subject(Identity.Kind.DEVICE, device));
    subjects().close(id);
    assertThat(subjects().named(id)).isEmpty();
  }

  @Test
  void aStateAndItsOrderAreWrittenTogether() {
    var before = living("a-" + UUID.randomUUID());
    write(app, user, before);
    var after = before.erase(now);
    assertThat(change(id, before, after, null)).isTrue();
    assertThat(subjects().find(app, user)).isEqualTo(new Stored(after, null));
    var order = order(Identity.Kind.USER, user, before, after.version());
    assertThat(subjects().order(id, user)).contains(order);
    assertThat(subjects().orders(id)).containsExactly(order);
    assertThat(subjects().count(app, order)).isZero();
  }

  @Test
  void whatStandsOfASubjectIsInTheRegisterInTheSameMoment() {
    var before = living("a-" + UUID.randomUUID());
    write(app, user, before);
    var erased = before.erase(now);
    assertThat(change(id, before, erased, null)).isTrue();
    assertThat(standing(app, user)).contains(erased);
    var lifting = new CaseId(app, UUID.randomUUID());
    name(lifting, new Subject(Identity.Kind.USER, user));
    var restricted = erased.with(Rights.NONE_USED.withRestricted(true));
    assertThat(change(lifting, before, restricted, null)).isFalse();
    assertThat(standing(app, user)).contains(erased);
    assertThat(change(lifting, erased, restricted, null)).isTrue();
    assertThat(standing(app, user)).contains(restricted);
  }

  @Test
  void whatIsLiftedStandsNoLonger() {
    var stopped = SubjectState.UNKNOWN.with(Rights.NONE_USED.withStopped(true));
    assertThat(change(id, SubjectState.UNKNOWN, stopped, null)).isTrue();
    var lifting = new CaseId(app, UUID.randomUUID());
    name(lifting, new Subject(Identity.Kind.USER, user));
    assertThat(change(lifting, stopped, stopped.with(Rights.NONE_USED), null)).isTrue();
    assertThat(standing(app, user)).isEmpty();
  }

  /// Else the right that the Vault lost would be written over in the register.
  @Test
  void ofWhomTheVaultHasLostNothingIsChanged() {
    var stopped = SubjectState.UNKNOWN.with(Rights.NONE_USED.withStopped(true));
    enter(app, user, stopped);
    assertThat(change(id, SubjectState.UNKNOWN, SubjectState.UNKNOWN.erase(now), null)).isFalse();
    assertThat(subjects().orders(id)).isEmpty();
    assertThat(standing(app, user)).contains(stopped);
  }

  @Test
  void ofAnotherStateNothingIsWritten() {
    write(app, user, living("a-" + UUID.randomUUID()));
    assertThat(change(id, SubjectState.UNKNOWN, SubjectState.UNKNOWN.erase(now), null)).isFalse();
    assertThat(subjects().orders(id)).isEmpty();
    assertThat(subjects().find(app, user).state().life()).isNotNull();
  }

  @Test
  void whatWasOrderedOnceIsNotDoneAgainToALaterLife() {
    var first = living("a-" + UUID.randomUUID());
    write(app, user, first);
    assertThat(change(id, first, first.erase(now), null)).isTrue();
    var second =
        new SubjectState(3, 3, living("b-" + UUID.randomUUID()).life(), now, Rights.NONE_USED);
    write(app, user, second);
    assertThat(change(id, second, second.erase(now), null)).isFalse();
    assertThat(subjects().find(app, user).state()).isEqualTo(second);
  }

  @Test
  void ofARequestThatIsOverNothingIsChanged() {
    var living = living("a-" + UUID.randomUUID());
    write(app, user, living);
    subjects().close(id);
    assertThat(change(id, living, living.erase(now), null)).isFalse();
    assertThat(subjects().find(app, user).state()).isEqualTo(living);
    assertThat(subjects().orders(id)).isEmpty();
  }

  @Test
  void whoIsUnknownGetsATombstone() {
    assertThat(change(id, SubjectState.UNKNOWN, SubjectState.UNKNOWN.erase(now), null)).isTrue();
    assertThat(subjects().find(app, user).state().erased()).isEqualTo(now);
    assertThat(subjects().orders(id)).hasSize(1);
  }

  @Test
  void aStateThatStaysIsCheckedAndOrdered() {
    var state = living("a-" + UUID.randomUUID());
    write(app, user, state);
    assertThat(change(id, state, state, null)).isTrue();
    var another = new CaseId(app, UUID.randomUUID());
    name(another, new Subject(Identity.Kind.USER, user));
    write(app, user, state.with(Rights.NONE_USED.withStopped(true)));
    assertThat(change(another, state, state, null)).isFalse();
    assertThat(subjects().orders(another)).isEmpty();
  }

  @Test
  void aRetractionIsKnownUntilItIsInTheLane() {
    var before = living("a-" + UUID.randomUUID());
    write(app, user, before);
    var after = before.with(Rights.NONE_USED.withStopped(true));
    assertThat(change(id, before, after, after.version())).isTrue();
    assertThat(subjects().find(app, user)).isEqualTo(new Stored(after, after.version()));
    subjects().inLane(app, user, after.version() - 1);
    assertThat(subjects().find(app, user).retraction()).isEqualTo(after.version());
    subjects().inLane(app, user, after.version());
    subjects().inLane(app, user, after.version());
    assertThat(subjects().find(app, user).retraction()).isNull();
  }

  @Test
  void aDeviceIsAUsersWhileNobodyElseWasSeenOnIt() {
    var shared = new Pseudonym("shared-" + UUID.randomUUID());
    var later = new Pseudonym("later-" + UUID.randomUUID());
    link(app, user, device, 1, 1);
    link(app, user, shared, 1, 1);
    link(app, other, shared, 1, 1);
    link(app, user, later, 3, 1);
    assertThat(subjects().devicesAlone(app, user, 2)).containsExactly(device);
    assertThat(subjects().devicesAlone(app, user, 3)).containsExactlyInAnyOrder(device, later);
    assertThat(subjects().devicesAlone(app, other, 9)).isEmpty();
    assertThat(subjects().devicesAlone("app_x", user, 9)).isEmpty();
  }

  @Test
  void whoComesBackToADeviceWasSeenOnItBefore() {
    link(app, user, device, 1, 1);
    link(app, user, device, 3, 1);
    assertThat(subjects().devicesAlone(app, user, 2)).containsExactly(device);
    var order = order(Identity.Kind.USER, user, living("a"), 2);
    assertThat(subjects().count(app, order)).as("it is of the later life").isZero();
  }

  @Test
  void linksOfALifeGoAndThoseOfLaterOnesStay() {
    link(app, user, device, 1, 1);
    var later = new Pseudonym("later-" + UUID.randomUUID());
    link(app, user, later, 3, 1);
    link(app, other, device, 1, 1);
    var order = order(Identity.Kind.USER, user, living("a"), 2);
    assertThat(subjects().count(app, order)).isEqualTo(2);
    subjects().remove(app, order);
    subjects().remove(app, order);
    assertThat(subjects().count(app, order)).isZero();
    assertThat(subjects().devicesAlone(app, user, 3)).containsExactly(later);
    assertThat(subjects().devicesAlone(app, other, 3)).containsExactly(device);
  }

  @Test
  void aDevicesLinksGoWithItsLife() {
    link(app, user, device, 9, 1);
    link(app, other, device, 9, 3);
    var order = order(Identity.Kind.DEVICE, device, living("a"), 2);
    assertThat(subjects().count(app, order)).isEqualTo(2);
    subjects().remove(app, order);
    assertThat(subjects().devicesAlone(app, user, 9)).isEmpty();
    assertThat(subjects().devicesAlone(app, other, 9)).containsExactly(device);
  }
}
