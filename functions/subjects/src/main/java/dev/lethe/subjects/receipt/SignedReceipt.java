package dev.lethe.subjects.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.shared.record.Bytes;
import dev.lethe.subjects.signing.Sha256;
import dev.lethe.subjects.signing.SigningCertificate;
import java.util.Arrays;
import java.util.Base64;

/// A receipt as it is handed out: a JSON file of three lines, of which the second is what was
/// signed, so that `sed` and `openssl` are enough to check it.
///
/// @param customer whose it is
/// @param request which request it is about; of one that closes, its [Statement#name()]
/// @param number in the customer's chain
/// @param file its bytes
public record SignedReceipt(String customer, String request, long number, Bytes file) {

  /// RSASSA-PKCS1-v1_5 with SHA-256, as [RFC 7518](https://www.rfc-editor.org/rfc/rfc7518) calls
  /// it.
  private static final String ALGORITHM = "RS256";

  static SignedReceipt of(
      Receipt receipt, Bytes canonical, SigningCertificate certificate, Bytes signature) {
    var text =
        """
        {"receipt":
        %s
        ,"signature":{"algorithm":"%s","certificate":"%s","value":"%s"}}
        """
            .formatted(
                new String(canonical.toArray(), UTF_8),
                ALGORITHM,
                base64(certificate.encoded()),
                base64(signature));
    var statement = receipt.statement();
    return new SignedReceipt(
        statement.customer(),
        statement.name(),
        receipt.number(),
        Bytes.copyOf(text.getBytes(UTF_8)));
  }

  private static String base64(Bytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.toArray());
  }

  /// The end of the chain that this receipt is the last of.
  public ChainHead head() {
    return new ChainHead(number, Sha256.of(canonical()));
  }

  /// What was signed: the second line.
  Bytes canonical() {
    var bytes = file.toArray();
    var from = indexOfLineEnd(bytes, 0) + 1;
    return Bytes.copyOf(Arrays.copyOfRange(bytes, from, indexOfLineEnd(bytes, from)));
  }

  private static int indexOfLineEnd(byte[] bytes, int from) {
    for (var i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    throw new IllegalStateException("A receipt lacks a line.");
  }
}
