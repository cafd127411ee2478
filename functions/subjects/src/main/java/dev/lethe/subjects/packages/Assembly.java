package dev.lethe.subjects.packages;

import dev.lethe.shared.content.ScreenshotName;
import dev.lethe.shared.content.Screenshots;
import dev.lethe.shared.content.SealedScreenshot;
import dev.lethe.shared.log.Fault;
import dev.lethe.shared.packages.AccessPackages;
import dev.lethe.shared.retention.Term;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.vault.LabelledSubjects.Labelled;
import dev.lethe.shared.vault.SubjectKey;
import dev.lethe.shared.vault.WrongKeyException;
import dev.lethe.subjects.cases.CorrectionText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes a package: a ZIP with `events.ndjson`, `screenshots/…`, `data.json` and `index.html`. One
/// piece of what was collected, or one screenshot, is in memory at a time.
public final class Assembly {

  private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);
  private static final String UNREADABLE = "Something that was collected does not open.";

  private final AccessPackages packages;
  private final Screenshots screenshots;

  public Assembly(AccessPackages packages, Screenshots screenshots) {
    this.packages = packages;
    this.screenshots = screenshots;
  }

  /// Writes it.
  ///
  /// @param living those of its subjects that it tells of, by their labels
  void write(Contents contents, Map<String, Labelled> living, Path file) throws IOException {
    var id = new CaseId(contents.request().app(), contents.request().id());
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("events.ndjson"));
      for (var subject : contents.subjects()) {
        var found = living.get(Objects.requireNonNullElse(subject.life.label(), ""));
        if (found != null) {
          read(subject, id, found.key());
          events(subject, id, found.key(), zip);
        }
      }
      zip.closeEntry();
      for (var subject : contents.subjects()) {
        var found = living.get(Objects.requireNonNullElse(subject.life.label(), ""));
        if (found != null) {
          pictures(subject, contents.made(), id, found, zip);
        }
      }
      zip.putNextEntry(new ZipEntry("data.json"));
      AccessText.write(contents, zip);
      zip.closeEntry();
      zip.putNextEntry(new ZipEntry("index.html"));
      zip.write(AccessPage.of(contents).getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    } catch (WrongKeyException e) {
      // Without the cause: the state machine keeps what is thrown.
      Fault.log(LOG, UNREADABLE, e);
      throw new IllegalStateException(UNREADABLE);
    }
  }

  private static String label(Dossier subject) {
    return Objects.requireNonNull(subject.life.label());
  }

  private void read(Dossier subject, CaseId id, SubjectKey key) throws WrongKeyException {
    subject.counts =
        packages
            .read(id, label(subject), "counts")
            .map(text -> new String(text.toArray(), StandardCharsets.UTF_8))
            .orElseThrow(() -> new IllegalStateException("Nobody collected what was counted."));
    for (var corrections : subject.portrait.corrections()) {
      subject.take(
          new Dossier.Corrected(
              corrections.request(),
              corrections.at(),
              CorrectionText.read(key.open(corrections.sealed()))));
    }
  }

  private void events(Dossier subject, CaseId id, SubjectKey key, OutputStream out)
      throws IOException, WrongKeyException {
    var beginning = "{\"subject\":\"" + subject.name + "\",";
    for (var piece : packages.names(id, label(subject), "events/")) {
      var sealed = packages.read(id, label(subject), piece).orElseThrow();
      var lines = new String(key.open(sealed), StandardCharsets.UTF_8).lines().iterator();
      while (lines.hasNext()) {
        var line = lines.next();
        subject.take(EventLine.read(line));
        out.write((beginning + line.substring(1) + '\n').getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private void pictures(
      Dossier subject, Instant now, CaseId id, Labelled found, ZipOutputStream zip)
      throws IOException, WrongKeyException {
    for (var name : screenshots.of(id.app(), label(subject))) {
      var sealed = screenshots.read(name);
      if (sealed.isEmpty()) {
        continue;
      }
      var open = SealedScreenshot.open(sealed.get(), found.key(), found.featureKeys());
      if (open.isEmpty()) {
        continue;
      }
      var screenshot = open.get();
      if (now.isBefore(Term.SUBJECT_DATA.end(screenshot.taken(), name.retentionDays()))) {
        var file = "screenshots/" + subject.name + '/' + file(name, screenshot);
        zip.putNextEntry(new ZipEntry(file));
        zip.write(screenshot.picture().toArray());
        zip.closeEntry();
        subject.pictures.add(new Dossier.Picture(file, screenshot.taken(), screenshot.mediaType()));
      }
    }
  }

  private static String file(ScreenshotName name, SealedScreenshot screenshot) {
    return name.id() + '.' + screenshot.mediaType().substring("image/".length());
  }
}
