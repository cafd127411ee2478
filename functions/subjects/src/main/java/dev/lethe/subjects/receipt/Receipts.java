package dev.lethe.subjects.receipt;

import dev.lethe.shared.signing.Signer;
import java.time.Clock;

/// Issues receipts: one for a statement, however often it is asked, and one after the other for a
/// customer, however many are issued at the same time. It may be killed anywhere and run again.
///
/// The safe decides which receipt is the next; the chain follows it. So a chain that was restored
/// from a backup catches up before it grows.
public final class Receipts {

  private final ReceiptChain chain;
  private final ReceiptSafe safe;
  private final Signer signer;
  private final Clock clock;

  public Receipts(ReceiptChain chain, ReceiptSafe safe, Signer signer, Clock clock) {
    this.chain = chain;
    this.safe = safe;
    this.signer = signer;
    this.clock = clock;
  }

  /// The receipt of a statement; if there is one of its name already, that one.
  public SignedReceipt issue(Statement statement) {
    while (true) {
      var head = chain.head(statement.customer());
      var next = safe.find(statement.customer(), head.number() + 1);
      if (next.isPresent()) {
        chain.append(head, next.get());
        continue;
      }
      var issued = chain.find(statement.customer(), statement.name());
      if (issued.isPresent()) {
        return issued.get();
      }
      safe.keep(signed(statement, head));
    }
  }

  private SignedReceipt signed(Statement statement, ChainHead after) {
    var certificate = signer.certificate();
    var receipt = Receipt.of(statement, after, clock.instant(), certificate.fingerprint());
    var canonical = ReceiptText.canonical(receipt);
    var signature = signer.sign(canonical);
    // What is in the safe stays there: nothing goes in that cannot be verified.
    certificate.check(canonical, signature, receipt.issued());
    return SignedReceipt.of(receipt, canonical, certificate, signature);
  }
}
