package dev.lethe.ingest.screenshot;

import dev.lethe.ingest.fact.FactJudge;
import dev.lethe.ingest.gate.Gate;
import dev.lethe.ingest.gate.KeysMissingException;
import dev.lethe.ingest.gate.Lives;
import dev.lethe.ingest.gate.NewSubjects;
import dev.lethe.ingest.gate.Verdict;
import dev.lethe.ingest.gate.View;
import dev.lethe.ingest.request.Whose;
import dev.lethe.ingest.screenshot.picture.UnfitPictureException;
import dev.lethe.shared.content.ScreenshotName;
import dev.lethe.shared.content.Screenshots;
import dev.lethe.shared.content.SealedScreenshot;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.vault.Identity;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/// Offers uploads of screenshots, and takes in what was uploaded. Each request asks the gate, as
/// events do.
final class ScreenshotIntake {

  /// Until when an upload must have begun.
  static final Duration UPLOAD_TIME = Duration.ofMinutes(5);

  /// Until when an upload may be completed: telephones lose their network for a while.
  static final Duration COMPLETION_TIME = Duration.ofHours(1);

  /// How often it is decided anew when subjects change in between.
  private static final int LOOKS = 5;

  private final Gate gate;
  private final Lives lives;
  private final UploadRate rate;
  private final Uploads uploads;
  private final Screenshots screenshots;
  private final SecureRandom random;

  ScreenshotIntake(
      Gate gate,
      Lives lives,
      UploadRate rate,
      Uploads uploads,
      Screenshots screenshots,
      SecureRandom random) {
    this.gate = gate;
    this.lives = lives;
    this.rate = rate;
    this.uploads = uploads;
    this.screenshots = screenshots;
    this.random = random;
  }

  /// Offers an upload. It does not look at whom the screenshot is of: the answer, and how long it
  /// takes, cannot depend on it.
  Outcome offer(ApiKey key, ScreenshotForm form, Instant now) {
    try {
      var found = gate.view(key, Set.of());
      if (found.isEmpty()) {
        return new Outcome.UnknownKey();
      }
      var view = found.get();
      var refused = refused(view, form, now);
      if (refused.isPresent()) {
        return refused.get();
      }
      if (FactJudge.isTooOld(form.time(now), view.application().settings(), now)) {
        return new Outcome.TooOld();
      }
      if (!rate.admit(key, now)) {
        return new Outcome.Throttled(NewSubjects.untilNextMinute(now));
      }
      var ticket = Ticket.issue(random, now);
      var upload = uploads.offer(ticket.name(), form, UPLOAD_TIME);
      return new Outcome.Offered(
          ticket.id(form, view.keyring()),
          upload,
          now.plus(UPLOAD_TIME).truncatedTo(ChronoUnit.SECONDS));
    } catch (KeysMissingException e) {
      return e.isTerminated() ? new Outcome.Terminated() : new Outcome.TryAgain();
    }
  }

  /// Takes in an upload. It may be asked for again at any time, and ends where it would have ended.
  Outcome complete(ApiKey key, String id, ScreenshotForm form, Instant now) {
    try {
      for (var look = 0; look < LOOKS; look++) {
        var outcome = decide(key, id, form, now);
        if (outcome.isPresent()) {
          return outcome.get();
        }
      }
    } catch (KeysMissingException e) {
      return e.isTerminated() ? new Outcome.Terminated() : new Outcome.TryAgain();
    }
    return new Outcome.TryAgain();
  }

  /// What an application that has ended or is suspended, or its features, do not allow.
  private static Optional<Outcome> refused(View view, ScreenshotForm form, Instant now) {
    if (view.application().hasEnded(now)) {
      return Optional.of(new Outcome.Terminated());
    }
    if (view.application().isSuspended()) {
      return Optional.of(new Outcome.Suspended());
    }
    var settings = view.application().settings();
    if (!settings.has(Feature.SCREENSHOTS)) {
      return Optional.of(new Outcome.FeatureOff());
    }
    return form.whose().device() == null && !settings.has(Feature.END_USER_IDENTIFIER)
        ? Optional.of(new Outcome.NeedsUsers())
        : Optional.empty();
  }

  /// What comes of an upload under one view; nothing if its subject changed in between.
  private Optional<Outcome> decide(ApiKey key, String id, ScreenshotForm form, Instant now)
      throws KeysMissingException {
    var found = gate.view(key, Set.of(form.whose()));
    if (found.isEmpty()) {
      return Optional.of(new Outcome.UnknownKey());
    }
    var view = found.get();
    var ticket = Ticket.of(id, form, view.keyring());
    var refused = refused(view, form, now);
    if (refused.isPresent()) {
      ticket.ifPresent(shown -> uploads.discard(shown.name()));
      return refused;
    }
    if (ticket.isEmpty()) {
      return Optional.of(new Outcome.NotOffered());
    }
    var name = ticket.get().name();
    if (!now.isBefore(ticket.get().offered().plus(COMPLETION_TIME))) {
      uploads.discard(name);
      return Optional.of(new Outcome.Expired());
    }
    return switch (uploads.state(name, form.bytes())) {
      case Uploads.State.Missing() -> Optional.of(new Outcome.NotUploaded());
      case Uploads.State.Settled() -> Optional.of(new Outcome.Completed(Outcome.Fate.REPEATED));
      case Uploads.State.TooLong() ->
          Optional.of(unfit(name, "The upload is longer than was said."));
      case Uploads.State.There(var picture) -> {
        try {
          // Whether the picture is fit is told of everybody's, before it is looked whose it is.
          var cleaned = Bytes.copyOf(form.cleaned(picture));
          yield takeIn(new Upload(key, form, ticket.get(), cleaned), view, now);
        } catch (UnfitPictureException e) {
          yield Optional.of(unfit(name, e.why()));
        }
      }
    };
  }

  private Outcome unfit(String name, String why) {
    uploads.discard(name);
    return new Outcome.Unfit(why);
  }

  /// An upload that is what it says.
  ///
  /// @param picture cleaned
  private record Upload(ApiKey key, ScreenshotForm form, Ticket ticket, Bytes picture) {}

  private Optional<Outcome> takeIn(Upload upload, View view, Instant now)
      throws KeysMissingException {
    var time = upload.form.time(upload.ticket.offered());
    return switch (Verdict.of(upload.form.whose(), time, view, now)) {
      case Verdict.Suppressed ignored -> Optional.of(settled(upload, Outcome.Fate.SUPPRESSED));
      case Verdict.Admitted admitted -> {
        var owner = admitted.owner();
        yield switch (lives.ensure(
            view, upload.key, Set.of(owner), together(view, upload.form.whose()), now)) {
          case Lives.Outcome.Changed() -> Optional.empty();
          case Lives.Outcome.TooMany() ->
              Optional.of(new Outcome.Throttled(NewSubjects.untilNextMinute(now)));
          case Lives.Outcome.Ready ready ->
              keep(upload, view, owner, ready.of(owner), now)
                  ? Optional.of(settled(upload, Outcome.Fate.KEPT))
                  : Optional.empty();
        };
      }
    };
  }

  /// As with events, a user is seen with a device while the application takes users.
  private static Set<Whose> together(View view, Whose whose) {
    return view.application().settings().has(Feature.END_USER_IDENTIFIER)
        ? Set.of(whose)
        : Set.of();
  }

  /// Keeps a screenshot under its subject's key.
  ///
  /// An erasure ends the life in the Vault first and looks for its screenshots then. If it has
  /// looked already when this one is written, it does not find it; but then the life is over before
  /// the Vault is read again here. Whoever is killed in between leaves it, and so an erasure looks
  /// once more when no request from before it can still run.
  ///
  /// @return whether the life was still there afterwards; else nothing is kept
  private boolean keep(Upload upload, View view, Identity owner, Lives.Living living, Instant now)
      throws KeysMissingException {
    var app = view.application();
    var label = living.life().label();
    var name =
        new ScreenshotName(app.id(), label, app.settings().retentionDays(), upload.ticket.name());
    var content =
        new SealedScreenshot(
            upload.form.time(upload.ticket.offered()).corrected(),
            upload.form.type().mediaType(),
            upload.picture);
    screenshots.keep(name, content.sealed(living.key(), view.keyring().featureKeys()));
    var isLiving = false;
    try {
      isLiving =
          gate.view(upload.key, Set.of(upload.form.whose()))
              .map(after -> after.state(owner, now).life())
              .filter(life -> life.label().equals(label))
              .isPresent();
    } finally {
      if (!isLiving) {
        screenshots.delete(name);
      }
    }
    return isLiving;
  }

  /// A mark in the upload's place makes a repeat end alike, whatever became of its subject.
  private Outcome settled(Upload upload, Outcome.Fate fate) {
    uploads.settle(upload.ticket.name());
    return new Outcome.Completed(fate);
  }
}
