package dev.lethe.aggregate;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Does something before the first write.
class InterferingLedger implements Ledger {

  private final Ledger ledger;
  private @Nullable Runnable interference;

  InterferingLedger(Ledger ledger, Runnable interference) {
    this.ledger = ledger;
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
  public List<Chunk> chunks(String label, LocalDate day) {
    return ledger.chunks(label, day);
  }

  @Override
  public boolean extend(String label, LocalDate day, Chunk chunk) {
    interfere();
    return ledger.extend(label, day, chunk);
  }

  @Override
  public boolean open(String label, LocalDate day, @Nullable Chunk before, Chunk chunk) {
    interfere();
    return ledger.open(label, day, before, chunk);
  }
}
