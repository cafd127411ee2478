package dev.lethe.archive.export;

import dev.lethe.archive.ArchiveObjects;
import dev.lethe.archive.Line;
import dev.lethe.archive.LineFiles;
import dev.lethe.archive.export.ExportFiles.PartName;
import dev.lethe.shared.content.SealedContent;
import dev.lethe.shared.log.Fault;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.retention.Term;
import dev.lethe.shared.vault.LabelledSubjects.Labelled;
import dev.lethe.shared.vault.WrongKeyException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The second step of an export, for each of its parts: opens the lines of the application, and
/// writes their events. It may be killed anywhere and begin again: what is written stays.
public final class PartWriter {

  private static final Logger LOG = LoggerFactory.getLogger(PartWriter.class);
  private static final String UNREADABLE = "A line of the archive does not open.";

  private final ArchiveObjects archive;
  private final LineFiles lineFiles;
  private final Allowed allowed;
  private final Exports exports;
  private final ExportFiles files;
  private final Clock clock;

  public PartWriter(
      ArchiveObjects archive,
      LineFiles lineFiles,
      Allowed allowed,
      Exports exports,
      ExportFiles files,
      Clock clock) {
    this.archive = archive;
    this.lineFiles = lineFiles;
    this.allowed = allowed;
    this.exports = exports;
    this.files = files;
    this.clock = clock;
  }

  /// Writes a part, unless it is written.
  void write(Export export, Part part) {
    var name = new PartName(export, part.number());
    if (files.isWritten(name)) {
      return;
    }
    var lines =
        part.objects().stream().flatMap(object -> lines(object, export.app()).stream()).toList();
    var labels = lines.stream().map(line -> line.taken().label()).collect(Collectors.toSet());
    // Of who is not on the list nothing may be in the file: nobody would look for it there.
    var listed = files.keepLabels(name, labels);
    files.keep(name, text(export, lines, allowed.of(export.app(), listed)));
    if (isOver(export)) {
      files.delete(export);
    }
  }

  /// Who gives an export up notes it first and deletes then, whatever is still being written.
  private boolean isOver(Export export) {
    return exports
        .find(export.customer(), export.app(), export.id())
        .filter(now -> now.status() != Export.Status.FAILED)
        .isEmpty();
  }

  /// The lines of an application whose time is not over, and that may be used for research.
  private List<Line> lines(String object, String app) {
    var now = clock.instant();
    return archive
        .read(object)
        .map(stored -> lineFiles.read(stored.content()))
        .orElse(List.of())
        .stream()
        .filter(line -> line.taken().app().equals(app))
        .filter(line -> line.taken().purposes().contains(Purpose.RESEARCH))
        .filter(line ->
            now.isBefore(Term.SUBJECT_DATA.end(line.taken().received(), line.taken().retention())))
        .toList();
  }

  private static Bytes text(Export export, List<Line> lines, Map<String, Labelled> subjects) {
    try (var text = new ExportText(export.id())) {
      for (var line : lines) {
        var subject = subjects.get(line.taken().label());
        if (subject != null) {
          add(line, subject, text);
        }
      }
      return text.finished();
    }
  }

  private static void add(Line line, Labelled subject, ExportText text) {
    var sealed = line.taken().sealed();
    if (sealed == null) {
      return;
    }
    try {
      text.add(
          line.taken().label(),
          SealedContent.decode(subject.key().open(sealed)).opened(subject.featureKeys()));
    } catch (WrongKeyException | IOException e) {
      // Without the cause, whose message may repeat what is in the line: the state machine keeps
      // it.
      Fault.log(LOG, UNREADABLE, e);
      throw new IllegalStateException(UNREADABLE);
    }
  }
}
