package dev.lethe.retention.audit;

import java.time.Clock;

class InMemoryAuditsTest extends AuditsContract {

  private final Audits audits = new InMemoryAudits(Clock.systemUTC());

  @Override
  protected Audits audits() {
    return audits;
  }
}
