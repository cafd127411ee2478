package dev.lethe.retention.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.retention.audit.Audit.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What holds of audits wherever they are kept.
public abstract class AuditsContract {

  private final String customer = "cus_" + UUID.randomUUID();
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  protected abstract Audits audits();

  private Audit audit(String app, Duration ago) {
    return new Audit(
        customer, app, "aud_" + UUID.randomUUID(), now.minus(ago), "0123456789ab", Status.RUNNING);
  }

  @Test
  void anAuditIsFoundByItsCustomerAndApplicationAndNobodyElse() {
    var audits = audits();
    var audit = audit("app_1", Duration.ZERO);
    audits.add(audit);
    assertThat(audits.find(customer, "app_1", audit.id())).contains(audit);
    assertThat(audits.of(customer, "app_1")).containsExactly(audit);
    assertThat(audits.find("cus_other", "app_1", audit.id())).isEmpty();
    assertThat(audits.find(customer, "app_2", audit.id())).isEmpty();
    assertThat(audits.of(customer, "app_2")).isEmpty();
  }

  @Test
  void itEndsOnce() {
    var audits = audits();
    var audit = audit("app_1", Duration.ZERO);
    audits.add(audit);
    audits.end(audit, Status.READY);
    audits.end(audit, Status.FAILED);
    assertThat(audits.find(customer, "app_1", audit.id()).map(Audit::status))
        .contains(Status.READY);
  }

  @Test
  void whatIsPastItsTimeIsNotShown() {
    var audits = audits();
    var old = audit("app_1", Audit.KEPT);
    audits.add(old);
    assertThat(audits.find(customer, "app_1", old.id())).isEmpty();
    assertThat(audits.of(customer, "app_1")).isEmpty();
  }

  @Test
  void oneThatWasTakenBackIsGone() {
    var audits = audits();
    var audit = audit("app_1", Duration.ZERO);
    audits.add(audit);
    audits.remove(audit);
    assertThat(audits.find(customer, "app_1", audit.id())).isEmpty();
    audits.end(audit, Status.FAILED);
    assertThat(audits.of(customer, "app_1")).isEmpty();
  }
}
