package dev.lethe.ingest.screenshot;

import static dev.lethe.ingest.screenshot.App.DEVICE;
import static dev.lethe.ingest.screenshot.App.PICTURE;
import static dev.lethe.ingest.screenshot.App.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.vault.Rights;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose screenshots are kept: the gate's rules, as for events. Nobody finds out through a public
/// write key who used a right.
class ScreenshotSubjectsTest {

  private static final Outcome KEPT = new Outcome.Completed(Outcome.Fate.KEPT);
  private static final Outcome SUPPRESSED = new Outcome.Completed(Outcome.Fate.SUPPRESSED);
  private static final Rights STOPPED = new Rights(false, true, false, Set.of());

  private final App app = new App();

  private static String label(App app) {
    return Objects.requireNonNull(app.state(DEVICE).life()).label();
  }

  private void erase(Instant when) {
    app.set(DEVICE, app.state(DEVICE).erase(when));
  }

  private void assertNothingKept() {
    assertThat(app.screenshots.all()).isEmpty();
    assertThat(app.uploads.states().values()).containsOnly(new Uploads.State.Settled());
  }

  @Test
  void nothingIsKeptOfWhomIsStopped() {
    app.forbid(STOPPED);
    assertThat(app.take()).isEqualTo(SUPPRESSED);
    assertNothingKept();
    assertThat(app.state(DEVICE).life()).isNull();
  }

  @Test
  void nothingIsKeptFromBeforeAnErasure() {
    app.take();
    app.screenshots.erase(App.APP, label(app));
    erase(Records.NOON);
    app.at(Records.NOON.plusSeconds(60));
    assertThat(app.take()).isEqualTo(SUPPRESSED);
    assertNothingKept();
    assertThat(app.state(DEVICE).life()).isNull();
  }

  @Test
  void whatIsFromAfterAnErasureBeginsANewLife() {
    erase(Records.NOON.minusSeconds(1));
    assertThat(app.take()).isEqualTo(KEPT);
    assertThat(app.kept(DEVICE).taken()).isEqualTo(Records.NOON);
  }

  /// A device whose clock is ahead by an hour takes a picture, asks, and is erased.
  @Test
  void whatWasTakenBeforeAnErasureInBetweenStaysBeforeIt() {
    var ahead = Records.NOON.plus(Duration.ofHours(1)).toString();
    var fields = Forms.with(App.fields(), "timestamp", ahead, "sentAt", ahead);
    var id = app.offered(fields);
    app.upload(id, PICTURE);
    erase(Records.NOON.plusSeconds(30));
    app.at(Records.NOON.plusSeconds(60));
    assertThat(app.complete(id, fields)).isEqualTo(SUPPRESSED);
    assertNothingKept();
  }

  @Test
  void whatIsRestrictedIsKeptUnderSeal() {
    app.forbid(new Rights(false, false, true, Set.of()));
    assertThat(app.take()).isEqualTo(KEPT);
    assertThat(app.kept(DEVICE).picture().length()).isPositive();
  }

  @Test
  void whatIsObjectedToIsKept() {
    app.forbid(new Rights(false, false, false, Set.of(Purpose.values())));
    assertThat(app.take()).isEqualTo(KEPT);
  }

  /// Everything that is answered, but what nobody can foresee.
  private static List<String> answers(App app, byte[] picture) {
    var id = app.offered(App.fields());
    var before = told(app.complete(id, App.fields()));
    app.upload(id, picture);
    return List.of(
        told(app.offer(App.fields())).replaceAll("[A-Za-z0-9_-]{22,}", "…"),
        before,
        told(app.complete(id, App.fields())),
        told(app.complete(id, App.fields())),
        told(app.complete(id, Forms.with(App.fields(), "sentAt", ""))));
  }

  private static String told(Outcome outcome) {
    var answer = ScreenshotAnswers.of(outcome);
    return answer.getStatusCode() + " " + answer.getHeaders() + " " + answer.getBody();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void answersAreTheSameWhoeverItIsOf(boolean isFit) {
    var picture = PICTURE.clone();
    picture[20] ^= (byte) (isFit ? 0 : 1);
    var known = new App();
    known.take();
    known.screenshots.erase(App.APP, label(known));
    var stopped = new App();
    stopped.forbid(STOPPED);
    var erased = new App();
    erased.set(DEVICE, erased.state(DEVICE).erase(Records.NOON));
    var unknown = answers(new App(), picture);
    assertThat(unknown.get(2)).startsWith(isFit ? "200 " : "422 ");
    known.at(Records.NOON.plusSeconds(1));
    assertThat(answers(known, picture).subList(1, 5)).isEqualTo(unknown.subList(1, 5));
    assertThat(answers(stopped, picture)).isEqualTo(unknown);
    assertThat(answers(erased, picture)).isEqualTo(unknown);
  }

  /// So neither what is answered nor how long it takes can depend on it.
  @Test
  void anOfferAsksAboutNobody() {
    app.offer(App.fields());
    assertThat(app.asked).containsExactly(Set.of());
    assertThat(app.gate.writes()).isZero();
  }

  @Test
  void whatAnErasureDidNotFindYetIsDeletedByItsKeeper() {
    var id = app.offered(App.fields());
    app.upload(id, PICTURE);
    app.screenshots.afterNextKept(() -> erase(Records.NOON.plusSeconds(1)));
    assertThat(app.complete(id, App.fields())).isEqualTo(SUPPRESSED);
    assertNothingKept();
    assertThat(app.state(DEVICE).life()).isNull();
  }

  @Test
  void whatCannotBeSeenToLiveIsDeleted() {
    var id = app.offered(App.fields());
    app.upload(id, PICTURE);
    app.screenshots.afterNextKept(app.gate::lose);
    assertThat(app.complete(id, App.fields())).isEqualTo(new Outcome.TryAgain());
    assertThat(app.screenshots.all()).isEmpty();
    assertThat(app.uploads.states().values()).hasOnlyElementsOfType(Uploads.State.There.class);
  }

  @Test
  void aKeyThatIsRevokedMeanwhileKeepsNothing() {
    var id = app.offered(App.fields());
    app.upload(id, PICTURE);
    app.screenshots.afterNextKept(() -> app.registry.revoke(App.KEY));
    assertThat(app.complete(id, App.fields())).isEqualTo(new Outcome.UnknownKey());
    assertThat(app.screenshots.all()).isEmpty();
  }

  @Test
  void aSubjectErasedWhileItIsDecidedIsNotBroughtBack() {
    app.take();
    app.screenshots.erase(App.APP, label(app));
    app.at(Records.NOON.plus(Duration.ofDays(1)));
    var id = app.offered(App.fields());
    app.upload(id, PICTURE);
    app.gate.beforeNextWrite(() -> erase(Records.NOON.plus(Duration.ofDays(1))));
    assertThat(app.complete(id, App.fields())).isEqualTo(SUPPRESSED);
    assertNothingKept();
  }

  @Test
  void whoChangesAtEachLookIsTriedAgainLater() {
    app.take();
    app.screenshots.erase(App.APP, label(app));
    app.at(Records.NOON.plus(Duration.ofDays(1)));
    var id = app.offered(App.fields());
    app.upload(id, PICTURE);
    interfere();
    assertThat(app.complete(id, App.fields())).isEqualTo(new Outcome.TryAgain());
    assertThat(app.screenshots.all()).isEmpty();
  }

  private void interfere() {
    app.gate.beforeNextWrite(() -> {
      app.forbid(Rights.NONE_USED);
      interfere();
    });
  }

  @Test
  void itIsTheUsersWhileTheApplicationTakesUsers() {
    var fields = Forms.with(App.fields(), "userId", "u1");
    assertThat(app.take(fields)).isEqualTo(KEPT);
    assertThat(app.kept(DEVICE).mediaType()).isEqualTo("image/png");
    assertThat(app.gate.links()).isEmpty();
    var withUsers = new App();
    withUsers.switchTo(Feature.END_USER_IDENTIFIER, true);
    assertThat(withUsers.take(fields)).isEqualTo(KEPT);
    assertThat(withUsers.kept(USER).mediaType()).isEqualTo("image/png");
    assertThat(withUsers.gate.links()).hasSize(1);
  }

  @Test
  void aUsersWordCountsWhileTheApplicationTakesNone() {
    app.set(USER, app.state(USER).with(STOPPED));
    assertThat(app.take(Forms.with(App.fields(), "userId", "u1"))).isEqualTo(SUPPRESSED);
    assertThatThrownBy(() -> app.kept(DEVICE)).isInstanceOf(AssertionError.class);
  }
}
