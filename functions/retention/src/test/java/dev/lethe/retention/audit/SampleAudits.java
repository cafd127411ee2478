package dev.lethe.retention.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.retention.audit.AuditFiles.Form;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.signing.CertificateChain;
import dev.lethe.shared.signing.Signer;
import dev.lethe.shared.signing.TestSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The audit in `docs/audits`, its page, and the certificate. Run it in this module's folder when
/// their form has changed; it signs with a new key, which it forgets.
final class SampleAudits {

  static final Path FOLDER = ReportTest.DOCUMENTS.resolve("audits");

  private SampleAudits() {}

  /// The files, by their names.
  static Map<String, String> made(Signer signer) {
    var world = new AuditWorld("Example App");
    world.report(signer).make(world.audit, AuditWorld.RUN);
    var files = new AuditFiles(world.papers);
    return Map.of(
        "audit.json", text(files.read(world.audit, Form.JSON).orElseThrow()),
        "audit.html", text(files.read(world.audit, Form.HTML).orElseThrow()),
        "certificate.pem", new CertificateChain(signer.certificate(), List.of()).pem());
  }

  private static String text(Bytes bytes) {
    return new String(bytes.toArray(), UTF_8);
  }

  public static void main(String... arguments) throws IOException {
    Files.createDirectories(FOLDER);
    for (var file : made(TestSigner.create()).entrySet()) {
      Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
    }
  }
}
