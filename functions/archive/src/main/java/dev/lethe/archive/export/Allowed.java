package dev.lethe.archive.export;

import dev.lethe.shared.vault.LabelledSubjects;
import dev.lethe.shared.vault.LabelledSubjects.Labelled;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Says whose events may be exported: of those who live, are not restricted, and do not object to
/// research.
public final class Allowed {

  private final LabelledSubjects subjects;

  public Allowed(LabelledSubjects subjects) {
    this.subjects = subjects;
  }

  /// Those of the labels that may be exported now.
  Map<String, Labelled> of(String app, Set<String> labels) {
    var allowed = new HashMap<String, Labelled>();
    subjects
        .find(app, labels)
        .forEach((label, subject) -> {
          var rights = subject.rights();
          if (!rights.hold()) {
            allowed.put(label, subject);
          }
        });
    return allowed;
  }
}
