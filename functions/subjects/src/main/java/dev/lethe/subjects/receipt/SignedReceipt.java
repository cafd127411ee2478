package dev.lethe.subjects.receipt;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.signing.Sha256;
import dev.lethe.shared.signing.SignedFile;
import dev.lethe.shared.signing.SigningCertificate;

/// A receipt as it is handed out ([SignedFile]).
///
/// @param customer whose it is
/// @param request which request it is about; of one that closes, its [Statement#name()]
/// @param number in the customer's chain
/// @param file its bytes
public record SignedReceipt(String customer, String request, long number, Bytes file) {

  static SignedReceipt of(
      Receipt receipt, Bytes canonical, SigningCertificate certificate, Bytes signature) {
    var statement = receipt.statement();
    return new SignedReceipt(
        statement.customer(),
        statement.name(),
        receipt.number(),
        SignedFile.of("receipt", canonical, certificate, signature));
  }

  /// The end of the chain that this receipt is the last of.
  public ChainHead head() {
    return new ChainHead(number, Sha256.of(canonical()));
  }

  /// What was signed.
  Bytes canonical() {
    return SignedFile.signed(file);
  }
}
