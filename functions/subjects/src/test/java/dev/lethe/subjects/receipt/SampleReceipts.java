package dev.lethe.subjects.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.rights.Store;
import dev.lethe.shared.signing.Signer;
import dev.lethe.shared.signing.TestSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;

/// The receipts in `docs/receipts`: a customer's first and second, one that closes the first, and
/// the certificate. Run it in this module's folder when their form has changed; it signs with a new
/// key, which it forgets.
final class SampleReceipts {

  static final Path FOLDER = ReceiptFiles.DOCUMENTS.resolve("receipts");
  static final Path CERTIFICATE = FOLDER.resolve("certificate.pem");
  static final List<Path> FILES =
      List.of(
          FOLDER.resolve("first.json"),
          FOLDER.resolve("second.json"),
          FOLDER.resolve("closing.json"));

  private SampleReceipts() {}

  /// All, as issued with a signer.
  static List<SignedReceipt> issued(Signer signer) {
    var chain = new InMemoryReceiptChain(Clock.fixed(Erasures.ASKED, ZoneOffset.UTC));
    var safe = new InMemoryReceiptSafe();
    var receipts = receipts(chain, safe, signer, Duration.ofSeconds(91));
    var unknown = Erasures.searches();
    unknown.replaceAll(search -> Erasures.search(search.store(), 0, 0, 0, 0));
    var kept = Erasures.searches();
    kept.replaceAll(search ->
        search.store() == Store.STATISTICS
            ? Erasures.search(Store.STATISTICS, 40, 12, 28, 0)
            : search);
    var second = "b" + Erasures.REQUEST.substring(1);
    var first = receipts.issue(Erasures.with(Erasures.CUSTOMER, Erasures.REQUEST, kept));
    var closing = ClosedErasure.of(first, Seen.atClosing()).orElseThrow();
    return List.of(
        first,
        receipts.issue(Erasures.with(Erasures.CUSTOMER, second, unknown)),
        receipts(chain, safe, signer, Seen.CLOSED).issue(closing));
  }

  private static Receipts receipts(
      ReceiptChain chain, ReceiptSafe safe, Signer signer, Duration later) {
    return new Receipts(
        chain, safe, signer, Clock.fixed(Erasures.ASKED.plus(later), ZoneOffset.UTC));
  }

  public static void main(String... arguments) throws IOException {
    var signer = TestSigner.create();
    Files.createDirectories(FOLDER);
    Files.writeString(CERTIFICATE, pem(signer.certificate().encoded()));
    var issued = issued(signer);
    for (var i = 0; i < FILES.size(); i++) {
      Files.write(FILES.get(i), issued.get(i).file().toArray());
    }
  }

  private static String pem(Bytes certificate) {
    return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
        .formatted(
            Base64.getMimeEncoder(64, "\n".getBytes(UTF_8)).encodeToString(certificate.toArray()));
  }
}
