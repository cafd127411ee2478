package dev.lethe.aggregate;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Does something before the first write.
final class InterferingLedger extends ForwardingLedger {

  private @Nullable Runnable interference;

  InterferingLedger(Ledger ledger, Runnable interference) {
    super(ledger);
    this.interference = interference;
  }

  private void interfere() {
    var now = interference;
    interference = null;
    if (now != null) {
      now.run();
    }
  }

  @Override
  public boolean append(String label, LocalDate day, int number, Entry entry) {
    interfere();
    return super.append(label, day, number, entry);
  }

  @Override
  public boolean write(String label, Header header) {
    interfere();
    return super.write(label, header);
  }
}
