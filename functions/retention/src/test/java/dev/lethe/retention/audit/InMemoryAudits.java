package dev.lethe.retention.audit;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Audits that live as long as a test.
final class InMemoryAudits implements Audits {

  private final Map<String, Audit> audits = new LinkedHashMap<>();
  private final Clock clock;

  InMemoryAudits(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void add(Audit audit) {
    audits.put(audit.id(), audit);
  }

  @Override
  public void remove(Audit audit) {
    audits.remove(audit.id());
  }

  @Override
  public Optional<Audit> find(String customer, String app, String id) {
    return of(customer, app).stream().filter(audit -> audit.id().equals(id)).findFirst();
  }

  @Override
  public List<Audit> of(String customer, String app) {
    return audits.values().stream()
        .filter(audit -> audit.customer().equals(customer) && audit.app().equals(app))
        .filter(audit -> clock.instant().isBefore(audit.expires()))
        .toList();
  }

  @Override
  public void end(Audit audit, Audit.Status status) {
    var now = audits.get(audit.id());
    if (now != null && now.status() == Audit.Status.RUNNING) {
      add(new Audit(now.customer(), now.app(), now.id(), now.requested(), now.by(), status));
    }
  }
}
