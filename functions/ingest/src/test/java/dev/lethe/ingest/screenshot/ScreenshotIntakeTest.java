package dev.lethe.ingest.screenshot;

import static dev.lethe.ingest.screenshot.App.DEVICE;
import static dev.lethe.ingest.screenshot.App.PICTURE;
import static dev.lethe.ingest.screenshot.App.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.ingest.screenshot.picture.PictureType;
import dev.lethe.ingest.screenshot.picture.Pictures;
import dev.lethe.ingest.screenshot.picture.UnfitPictureException;
import dev.lethe.shared.address.Masking;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Ending;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.Settings;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is offered, taken in and refused; whom it concerns is in [ScreenshotSubjectsTest].
class ScreenshotIntakeTest {

  private static final Outcome KEPT = new Outcome.Completed(Outcome.Fate.KEPT);
  private static final Outcome REPEATED = new Outcome.Completed(Outcome.Fate.REPEATED);

  private final App app = new App();

  @Test
  void whatWasUploadedIsKeptCleanedUnderItsSubjectsKey() throws UnfitPictureException {
    assertThat(app.take()).isEqualTo(KEPT);
    var kept = app.kept(DEVICE);
    assertThat(kept.mediaType()).isEqualTo("image/png");
    assertThat(kept.taken()).isEqualTo(Records.NOON);
    assertThat(kept.picture().toArray()).isEqualTo(PictureType.PNG.cleaned(PICTURE));
    assertThat(Pictures.text(kept.picture().toArray())).doesNotContain(Pictures.SECRET);
    assertThat(app.uploads.states().values()).containsExactly(new Uploads.State.Settled());
  }

  @Test
  void itIsNamedByItsLifeItsTimeAndItsUpload() {
    var settings = new Settings(Set.of(), Masking.STANDARD, ZoneOffset.UTC, 30, 1);
    var brief = new App(settings);
    var id = brief.offered(App.fields());
    brief.upload(id, PICTURE);
    assertThat(brief.complete(id, App.fields())).isEqualTo(KEPT);
    var label = Objects.requireNonNull(brief.state(DEVICE).life()).label();
    assertThat(brief.screenshots.all().keySet())
        .containsExactly("screenshots/app_1/" + label + "/30-" + App.name(id));
  }

  @Test
  void aRepeatEndsAlikeAndKeepsNothingTwice() {
    var id = app.offered(App.fields());
    app.upload(id, PICTURE);
    assertThat(app.complete(id, App.fields())).isEqualTo(KEPT);
    assertThat(app.complete(id, App.fields())).isEqualTo(REPEATED);
    app.upload(id, PICTURE);
    assertThat(app.complete(id, App.fields())).isEqualTo(KEPT);
    assertThat(app.screenshots.all()).hasSize(1);
  }

  @Test
  void whoWasKilledBeforeTheMarkBeginsAgain() {
    var id = app.offered(App.fields());
    app.upload(id, PICTURE);
    app.uploads.beforeNextSettled(() -> {
      throw new IllegalStateException("killed");
    });
    assertThat(failed(id)).isTrue();
    assertThat(app.screenshots.all()).hasSize(1);
    assertThat(app.complete(id, App.fields())).isEqualTo(KEPT);
    assertThat(app.screenshots.all()).hasSize(1);
  }

  private boolean failed(String id) {
    try {
      app.complete(id, App.fields());
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  @Test
  void whileTheFeatureIsOffNothingIsOffered() {
    app.switchTo(Feature.SCREENSHOTS, false);
    assertThat(app.offer(App.fields())).isEqualTo(new Outcome.FeatureOff());
    assertThat(app.uploadsAskedFor()).isZero();
    assertThat(app.gate.writes()).isZero();
  }

  @Test
  void aFeatureThatIsSwitchedOffMeanwhileTakesNothing() {
    var id = app.offered(App.fields());
    app.upload(id, PICTURE);
    app.switchTo(Feature.SCREENSHOTS, false);
    assertThat(app.complete(id, App.fields())).isEqualTo(new Outcome.FeatureOff());
    assertThat(app.screenshots.all()).isEmpty();
    assertThat(app.uploads.states()).isEmpty();
    assertThat(app.gate.writes()).isZero();
  }

  @Test
  void aKeyThatIsNoneOfOursIsRefused() {
    var other = ApiKey.shown("lethe_wk_other");
    var form = Forms.form(App.fields());
    assertThat(app.intake.offer(other, form, Records.NOON)).isEqualTo(new Outcome.UnknownKey());
    assertThat(app.intake.complete(other, "id", form, Records.NOON))
        .isEqualTo(new Outcome.UnknownKey());
  }

  @Test
  void withoutTheApplicationsKeysNothingIsTaken() {
    var id = app.offered(App.fields());
    app.upload(id, PICTURE);
    app.gate.lose();
    assertThat(app.offer(App.fields())).isEqualTo(new Outcome.TryAgain());
    assertThat(app.complete(id, App.fields())).isEqualTo(new Outcome.TryAgain());
    assertThat(app.uploads.states()).hasSize(1);
  }

  @Test
  void nothingIsTakenForAnApplicationThatIsSuspended() {
    var id = app.offered(App.fields());
    app.upload(id, PICTURE);
    app.registry.suspend(App.APP, true);
    assertThat(app.offer(App.fields())).isEqualTo(new Outcome.Suspended());
    assertThat(app.complete(id, App.fields())).isEqualTo(new Outcome.Suspended());
    assertThat(app.uploads.states()).as("what was uploaded goes").isEmpty();
    assertThat(app.screenshots.all()).isEmpty();
  }

  @Test
  void nothingIsTakenForAnApplicationThatHasEnded() {
    var id = app.offered(App.fields());
    app.upload(id, PICTURE);
    app.registry.end(App.APP, new Ending(Records.NOON, false, false));
    assertThat(app.offer(App.fields())).isEqualTo(new Outcome.Terminated());
    assertThat(app.complete(id, App.fields())).isEqualTo(new Outcome.Terminated());
    assertThat(app.uploads.states()).as("what was uploaded goes").isEmpty();
    assertThat(app.screenshots.all()).isEmpty();
  }

  @Test
  void itIsNotTakenBeforeItWasUploaded() {
    var id = app.offered(App.fields());
    assertThat(app.complete(id, App.fields())).isEqualTo(new Outcome.NotUploaded());
    app.upload(id, PICTURE);
    assertThat(app.complete(id, App.fields())).isEqualTo(KEPT);
  }

  @Test
  void anotherFormOrAnotherApplicationsIdIsNotFound() {
    var id = app.offered(App.fields());
    app.upload(id, PICTURE);
    assertThat(app.complete(id, Forms.with(App.fields(), "anonymousId", "d2")))
        .isEqualTo(new Outcome.NotOffered());
    assertThat(app.complete(id.replace(id.charAt(30), '!'), App.fields()))
        .isEqualTo(new Outcome.NotOffered());
    var otherKey = ApiKey.shown("lethe_wk_other");
    var settings = app.registry.application(App.APP).orElseThrow().settings();
    app.registry.enrol(new Application("app_2", "cus_2", "App", settings), otherKey);
    assertThat(app.intake.complete(otherKey, id, Forms.form(App.fields()), Records.NOON))
        .isEqualTo(new Outcome.NotOffered());
    assertThat(app.screenshots.all()).isEmpty();
    assertThat(app.uploads.states()).hasSize(1);
  }

  @Test
  void itMayBeCompletedForAnHour() {
    var id = app.offered(App.fields());
    app.upload(id, PICTURE);
    app.at(Records.NOON.plus(Duration.ofHours(1)));
    assertThat(app.complete(id, App.fields())).isEqualTo(new Outcome.Expired());
    assertThat(app.uploads.states()).isEmpty();
    app.upload(id, PICTURE);
    app.at(Records.NOON.plus(Duration.ofHours(1)).minusMillis(1));
    assertThat(app.complete(id, App.fields())).isEqualTo(KEPT);
  }

  @Test
  void theUploadMayBeginForFiveMinutes() {
    var offered = app.offer(App.fields());
    assertThat(offered)
        .isInstanceOfSatisfying(
            Outcome.Offered.class,
            told -> {
              assertThat(told.expires()).isEqualTo(Records.NOON.plus(Duration.ofMinutes(5)));
              assertThat(told.upload().url()).hasParameter("for", "PT5M");
            });
  }

  @Test
  void whatIsNotWhatWasSaidIsDeletedAtOnce() {
    assertUnfit(App.fields(), Pictures.bytes(Pictures.text(PICTURE) + "!"), "longer");
    assertUnfit(App.fields(), new byte[] {1}, "not as long");
    var other = PICTURE.clone();
    other[PICTURE.length - 1]++;
    assertUnfit(App.fields(), other, "checksum");
    assertUnfit(Forms.with(App.fields(), "contentType", "image/jpeg"), PICTURE, "no JPEG");
  }

  private static void assertUnfit(Map<String, String> fields, byte[] picture, String why) {
    var app = new App();
    var id = app.offered(fields);
    app.upload(id, picture);
    assertThat(app.complete(id, fields))
        .isInstanceOfSatisfying(
            Outcome.Unfit.class, unfit -> assertThat(unfit.why()).contains(why));
    assertThat(app.uploads.states()).isEmpty();
    assertThat(app.screenshots.all()).isEmpty();
    assertThat(app.complete(id, fields)).isEqualTo(new Outcome.NotUploaded());
    assertThat(app.gate.writes()).isZero();
  }

  @Test
  void whatIsOlderThanAnythingIsTakenIsRefused() {
    var old = Records.NOON.minus(Duration.ofDays(30)).minusMillis(1);
    var fields = Forms.with(App.fields(), "timestamp", old.toString());
    assertThat(app.offer(fields)).isEqualTo(new Outcome.TooOld());
    var justInTime = Forms.with(fields, "timestamp", old.plusMillis(1).toString());
    assertThat(app.take(justInTime)).isEqualTo(KEPT);
  }

  @Test
  void uploadsAreBoundedByKeyAndMinute() {
    for (var i = 0; i < App.PER_MINUTE; i++) {
      assertThat(app.offer(App.fields())).isInstanceOf(Outcome.Offered.class);
    }
    assertThat(app.offer(App.fields())).isEqualTo(new Outcome.Throttled(Duration.ofMinutes(1)));
  }

  @Test
  void newSubjectsAreBoundedAsWithEvents() {
    assertThat(app.gate.admit(App.KEY, App.PER_MINUTE, Records.NOON)).isTrue();
    var id = app.offered(App.fields());
    app.upload(id, PICTURE);
    assertThat(app.complete(id, App.fields()))
        .isEqualTo(new Outcome.Throttled(Duration.ofMinutes(1)));
    assertThat(app.uploads.states()).hasSize(1);
    app.at(Records.NOON.plus(Duration.ofMinutes(1)));
    assertThat(app.complete(id, App.fields())).isEqualTo(KEPT);
  }

  @Test
  void aUserAloneNeedsTheFeature() {
    var fields = Forms.with(App.fields(), "anonymousId", "", "userId", "u1");
    assertThat(app.offer(fields)).isEqualTo(new Outcome.NeedsUsers());
    app.switchTo(Feature.END_USER_IDENTIFIER, true);
    var id = app.offered(fields);
    app.upload(id, PICTURE);
    app.switchTo(Feature.END_USER_IDENTIFIER, false);
    assertThat(app.complete(id, fields)).isEqualTo(new Outcome.NeedsUsers());
    assertThat(app.uploads.states()).isEmpty();
    app.switchTo(Feature.END_USER_IDENTIFIER, true);
    assertThat(app.take(fields)).isEqualTo(KEPT);
    assertThat(app.kept(USER).mediaType()).isEqualTo("image/png");
  }
}
