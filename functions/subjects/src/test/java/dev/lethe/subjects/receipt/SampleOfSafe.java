package dev.lethe.subjects.receipt;

import dev.lethe.shared.signing.TestSigner;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/// Receipts as a safe has them.
public final class SampleOfSafe {

  private SampleOfSafe() {}

  /// A customer's first and second.
  public static List<SignedReceipt> receipts(String customer) {
    var clock = Clock.fixed(Erasures.ASKED.plus(Duration.ofHours(1)), ZoneOffset.UTC);
    var receipts =
        new Receipts(
            new InMemoryReceiptChain(clock), new InMemoryReceiptSafe(), TestSigner.create(), clock);
    return List.of(receipts.issue(Erasures.of(customer)), receipts.issue(Erasures.of(customer)));
  }
}
