package dev.lethe.archive;

import dev.lethe.shared.record.UndecodableRecordException;
import dev.lethe.shared.vault.LabelledSubjects;
import dev.lethe.shared.vault.LabelledSubjects.Labelled;
import dev.lethe.shared.vault.SubjectKey;
import dev.lethe.shared.vault.WrongKeyException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Seals the facts of labels that are held, under their subjects' keys, and opens those of labels
/// that are free. The Vault is asked only if there is something to seal or to open.
final class FactSeals {

  private static final Logger LOG = LoggerFactory.getLogger(FactSeals.class);

  private final LabelledSubjects subjects;

  FactSeals(LabelledSubjects subjects) {
    this.subjects = subjects;
  }

  /// Lines as they are to be stored. Whose key is gone, because an erasure has begun or with all
  /// user ids, of them facts in clear are dropped, and sealed ones stay as they are.
  ///
  /// @param standings of the labels whose lines may change
  List<Line> settle(List<Line> lines, Map<String, LabelStanding> standings) {
    var keys = keys(lines.stream().filter(line -> isOtherwise(line, standings)).toList());
    return lines.stream()
        .map(line -> isOtherwise(line, standings) ? turned(line, keys.get(line.label())) : line)
        .toList();
  }

  private static boolean isOtherwise(Line line, Map<String, LabelStanding> standings) {
    var standing = standings.get(line.label());
    return standing != null && line.hasFacts() && standing.isHeld() != (line.sealedFacts() != null);
  }

  private Map<String, SubjectKey> keys(List<Line> lines) {
    var labels =
        lines.stream()
            .collect(
                Collectors.groupingBy(
                    line -> line.taken().app(),
                    Collectors.mapping(Line::label, Collectors.toSet())));
    var found = new HashMap<String, Labelled>();
    labels.forEach((app, ofApp) -> found.putAll(subjects.find(app, ofApp)));
    var keys = new HashMap<String, SubjectKey>();
    found.forEach((label, subject) -> keys.put(label, subject.key()));
    return keys;
  }

  private static Line turned(Line line, @Nullable SubjectKey key) {
    if (line.sealedFacts() == null) {
      return line.sealed(key);
    }
    try {
      return key == null ? line : line.opened(key);
    } catch (WrongKeyException | UndecodableRecordException e) {
      LOG.error("Facts in the archive are sealed in a way that is not known; they stay so.");
      return line;
    }
  }
}
