package dev.lethe.shared.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.shared.record.Bytes;
import java.util.Arrays;
import java.util.Base64;

/// A document as it is handed out, signed: a JSON file of three lines, of which the second is what
/// was signed, so that `sed` and `openssl` are enough to check it.
public final class SignedFile {

  /// RSASSA-PKCS1-v1_5 with SHA-256, as [RFC 7518](https://www.rfc-editor.org/rfc/rfc7518) calls
  /// it.
  private static final String ALGORITHM = "RS256";

  private SignedFile() {}

  /// A file.
  ///
  /// @param name what the document is: `receipt`
  /// @param canonical the document, in the form of [RFC
  ///   8785](https://www.rfc-editor.org/rfc/rfc8785)
  public static Bytes of(
      String name, Bytes canonical, SigningCertificate certificate, Bytes signature) {
    var text =
        """
        {"%s":
        %s
        ,"signature":{"algorithm":"%s","certificate":"%s","value":"%s"}}
        """
            .formatted(
                name,
                new String(canonical.toArray(), UTF_8),
                ALGORITHM,
                base64(certificate.encoded()),
                base64(signature));
    return Bytes.copyOf(text.getBytes(UTF_8));
  }

  private static String base64(Bytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.toArray());
  }

  /// What was signed: the second line.
  public static Bytes signed(Bytes file) {
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
    throw new IllegalStateException("A signed file lacks a line.");
  }
}
