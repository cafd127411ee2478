package dev.lethe.subjects.work;

import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectState;
import java.util.Optional;

class InMemorySubjectsTest extends SubjectsContract {

  private final InMemorySubjects subjects = new InMemorySubjects();

  @Override
  protected Subjects subjects() {
    return subjects;
  }

  @Override
  protected void write(String app, Pseudonym subject, SubjectState state) {
    subjects.put(app, subject, state);
  }

  @Override
  protected void link(
      String app, Pseudonym user, Pseudonym device, long userLives, long deviceLives) {
    subjects.link(new InMemorySubjects.Link(app, user, device, userLives, deviceLives));
  }

  @Override
  protected Optional<SubjectState> standing(String app, Pseudonym subject) {
    return subjects.register.of(app, subject);
  }

  @Override
  protected void enter(String app, Pseudonym subject, SubjectState standing) {
    subjects.register.set(app, subject, standing);
  }

  @Override
  protected void name(CaseId id, Subject... named) {
    subjects.name(id, named);
  }
}
