package dev.lethe.archive.export;

import dev.lethe.shared.vault.LabelledSubjects;
import dev.lethe.shared.vault.SubjectKey;
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

  /// The keys of those of the labels that may be exported now.
  Map<String, SubjectKey> keys(String app, Set<String> labels) {
    var keys = new HashMap<String, SubjectKey>();
    subjects
        .find(app, labels)
        .forEach((label, subject) -> {
          var rights = subject.rights();
          if (!rights.hold()) {
            keys.put(label, subject.key());
          }
        });
    return keys;
  }
}
