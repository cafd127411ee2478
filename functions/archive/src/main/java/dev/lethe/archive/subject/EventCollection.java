package dev.lethe.archive.subject;

import dev.lethe.archive.ArchiveObjects;
import dev.lethe.archive.LabelIndex;
import dev.lethe.archive.Line;
import dev.lethe.archive.LineFiles;
import dev.lethe.shared.goals.GoalsOrders;
import dev.lethe.shared.log.Fault;
import dev.lethe.shared.packages.AccessPackages;
import dev.lethe.shared.record.UndecodableRecordException;
import dev.lethe.shared.retention.Term;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.rights.Cases;
import dev.lethe.shared.vault.LabelledSubjects;
import dev.lethe.shared.vault.LabelledSubjects.Labelled;
import dev.lethe.shared.vault.WrongKeyException;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Collects the events of those whom a request is about, for their package: a piece for each object
/// of the archive that has some, named as the object is, under the subject's key. It may be killed
/// anywhere and begin again: what is written stays.
public final class EventCollection {

  /// What the names of the pieces begin with.
  static final String EVENTS = "events/";

  private static final Logger LOG = LoggerFactory.getLogger(EventCollection.class);
  private static final String UNREADABLE = "A line of the archive does not open.";

  private final Cases cases;
  private final LabelledSubjects subjects;
  private final LabelIndex index;
  private final ArchiveObjects archive;
  private final LineFiles files;
  private final AccessPackages packages;
  private final GoalsOrders goals;
  private final Clock clock;

  public EventCollection(
      Cases cases,
      LabelledSubjects subjects,
      LabelIndex index,
      ArchiveObjects archive,
      LineFiles files,
      AccessPackages packages,
      GoalsOrders goals,
      Clock clock) {
    this.cases = cases;
    this.subjects = subjects;
    this.index = index;
    this.archive = archive;
    this.files = files;
    this.packages = packages;
    this.goals = goals;
    this.clock = clock;
  }

  /// Collects. Of a life that ends meanwhile nothing is left.
  ///
  /// @return how many pieces there are
  long collect(CaseId id) {
    var labels =
        cases.lives(id).stream()
            .map(CaseLife::label)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    var pieces = 0L;
    for (var life : subjects.find(id.app(), labels).entrySet()) {
      pieces += collect(id, life.getKey(), life.getValue());
    }
    // Who goes before this is found here; who goes later is found by the erasure.
    var gone = new HashSet<>(labels);
    gone.removeAll(subjects.find(id.app(), labels).keySet());
    gone.forEach(label -> packages.clear(id, label));
    return pieces;
  }

  private long collect(CaseId id, String label, Labelled subject) {
    var written = Set.copyOf(packages.names(id, label, EVENTS));
    var pieces = 0L;
    for (var object : index.objects(label)) {
      var piece = EVENTS + object.replace('/', '_');
      if (written.contains(piece) || keep(id, label, subject, object, piece)) {
        pieces++;
      }
    }
    return pieces;
  }

  private boolean keep(CaseId id, String label, Labelled subject, String object, String piece) {
    try (var text = new CollectedEvents(goals.of(id.app()))) {
      for (var line : lines(object, id.app(), label)) {
        text.add(line, subject);
      }
      if (text.events() == 0) {
        return false;
      }
      packages.keep(id, label, piece, subject.key().seal(text.finished()));
      return true;
    } catch (WrongKeyException | UndecodableRecordException | IOException e) {
      // Without the cause, whose message may repeat what is in the line.
      Fault.log(LOG, UNREADABLE, e);
      throw new IllegalStateException(UNREADABLE);
    }
  }

  /// The lines of a life whose time is not over.
  private List<Line> lines(String object, String app, String label) {
    var now = clock.instant();
    return archive
        .read(object)
        .map(stored -> files.read(stored.content()))
        .orElse(List.of())
        .stream()
        .filter(line -> line.taken().app().equals(app) && line.taken().label().equals(label))
        .filter(line ->
            now.isBefore(Term.SUBJECT_DATA.end(line.taken().received(), line.taken().retention())))
        .toList();
  }
}
