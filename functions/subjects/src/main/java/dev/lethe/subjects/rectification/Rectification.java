package dev.lethe.subjects.rectification;

import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.rights.Cases;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.LabelledSubjects;
import dev.lethe.subjects.cases.CorrectionText;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// Puts right what is wrong about a subject: corrections are added to the profile of the user whom
/// a request is about, or, if nothing is known of a user, of the devices. Of a subject that nothing
/// is known of nothing can be wrong, and nothing is kept.
public final class Rectification {

  private final Corrections corrections;
  private final Cases cases;
  private final LabelledSubjects subjects;
  private final Profiles profiles;
  private final Clock clock;

  public Rectification(
      Corrections corrections,
      Cases cases,
      LabelledSubjects subjects,
      Profiles profiles,
      Clock clock) {
    this.corrections = corrections;
    this.cases = cases;
    this.subjects = subjects;
    this.profiles = profiles;
    this.clock = clock;
  }

  /// Does what a request asks; after its lives are noted in its case. It may be done twice.
  public void apply(CaseId id) {
    var asked = corrections.of(id);
    if (asked.isEmpty()) {
      return;
    }
    var text = CorrectionText.of(asked.get());
    var lives = whose(cases.lives(id));
    var labels = lives.stream().map(Rectification::label).collect(Collectors.toSet());
    var known = subjects.find(id.app(), labels);
    for (var life : lives) {
      var subject = known.get(label(life));
      if (subject != null) {
        profiles.append(id, life, subject.key(), text, clock.instant());
      }
    }
  }

  private static String label(CaseLife life) {
    return Objects.requireNonNull(life.label());
  }

  private static List<CaseLife> whose(List<CaseLife> lives) {
    var known = lives.stream().filter(life -> life.label() != null).toList();
    var users = known.stream().filter(life -> life.kind() == Identity.Kind.USER).toList();
    return users.isEmpty() ? known : users;
  }
}
