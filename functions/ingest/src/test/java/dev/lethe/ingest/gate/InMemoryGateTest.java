package dev.lethe.ingest.gate;

import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.vault.LabelledSubjects;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectState;
import java.time.Instant;
import java.util.Optional;

class InMemoryGateTest extends GateContract {

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final InMemoryGate gate = new InMemoryGate(registry, NEW_SUBJECTS);

  @Override
  protected Gate gate() {
    return gate;
  }

  @Override
  protected Vault vault() {
    return gate;
  }

  @Override
  protected NewSubjects newSubjects() {
    return gate;
  }

  @Override
  protected Enrolment enrolment() {
    return registry;
  }

  @Override
  protected void enrol(Application application, ApiKey key) {
    registry.enrol(application, key);
  }

  @Override
  protected void revoke(ApiKey key) {
    registry.revoke(key);
  }

  @Override
  protected void loseKeys(String app) {
    gate.lose();
  }

  @Override
  protected Optional<SubjectState> standing(String app, Pseudonym subject) {
    return gate.standing(app, subject);
  }

  @Override
  protected void enter(String app, Pseudonym subject, SubjectState standing) {
    gate.enter(app, subject, standing);
  }

  @Override
  protected void recoverKeys(String app) {
    gate.recover(Instant.now());
  }

  @Override
  protected void eraseUsers(Application application) {
    gate.eraseCollected();
  }

  @Override
  protected LabelledSubjects labelled() {
    return gate;
  }

  @Override
  protected boolean isKept(String app, String label) {
    return gate.isKept(label);
  }
}
