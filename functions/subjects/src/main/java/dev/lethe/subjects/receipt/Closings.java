package dev.lethe.subjects.receipt;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Closes erasures whose receipts are issued, when nothing is left that can be looked at.
public final class Closings {

  private final ReceiptChain chain;
  private final Receipts receipts;
  private final Residues residues;

  public Closings(ReceiptChain chain, Receipts receipts, Residues residues) {
    this.chain = chain;
    this.receipts = receipts;
    this.residues = residues;
  }

  /// What there is now of what can be measured; what cannot be told is not in it.
  public List<Remains> look() {
    return Arrays.stream(Residue.values())
        .filter(Residue::isMeasured)
        .map(residues::measure)
        .flatMap(Optional::stream)
        .toList();
  }

  /// Issues the receipt that closes an erasure, if it can be closed; the same, if it has one.
  ///
  /// @param request whose erasure it is
  /// @param remains what [#look()] saw
  public Optional<SignedReceipt> close(String customer, String request, List<Remains> remains) {
    var receipt =
        chain
            .find(customer, request)
            .orElseThrow(() -> new IllegalStateException("An erasure has no receipt."));
    return ClosedErasure.of(receipt, remains).map(receipts::issue);
  }
}
