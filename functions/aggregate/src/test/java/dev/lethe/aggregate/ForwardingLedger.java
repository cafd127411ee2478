package dev.lethe.aggregate;

import java.time.LocalDate;
import java.util.List;

/// Another Ledger, but for what a test changes.
public class ForwardingLedger implements Ledger {

  private final Ledger ledger;

  public ForwardingLedger(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public Account read(String label, LocalDate from) {
    return ledger.read(label, from);
  }

  @Override
  public boolean append(String label, LocalDate day, int number, Entry entry) {
    return ledger.append(label, day, number, entry);
  }

  @Override
  public boolean write(String label, Header header) {
    return ledger.write(label, header);
  }

  @Override
  public void empty(String label, List<Filed> entries, long header) {
    ledger.empty(label, entries, header);
  }
}
