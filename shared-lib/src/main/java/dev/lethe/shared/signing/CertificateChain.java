package dev.lethe.shared.signing;

import static java.util.stream.Collectors.joining;

import dev.lethe.shared.record.Bytes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The operator's certificate, and those of the authorities between it and one that is trusted.
///
/// @param own the certificate of the key that signs
/// @param authorities the one that certifies it, the one that certifies that, and so on
public record CertificateChain(SigningCertificate own, List<SigningCertificate> authorities) {

  private static final int LINE = 64;

  public CertificateChain {
    authorities = List.copyOf(authorities);
  }

  /// Reads certificates, one after the other.
  ///
  /// @param content X.509, in PEM
  /// @throws IllegalArgumentException if it is something else
  public static CertificateChain of(String content) {
    try {
      var read =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
      var all = new ArrayList<SigningCertificate>();
      for (var certificate : read) {
        all.add(SigningCertificate.of(Bytes.copyOf(certificate.getEncoded())));
      }
      if (all.isEmpty()) {
        throw new IllegalArgumentException("There is no certificate.");
      }
      return new CertificateChain(all.getFirst(), all.subList(1, all.size()));
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("This is no certificate.", e);
    } catch (CertificateException e) {
      throw new IllegalArgumentException("These are no certificates.", e);
    }
  }

  /// In PEM (RFC 7468), written anew: whatever else stood there is not handed out.
  public String pem() {
    return pem(own) + authorities.stream().map(CertificateChain::pem).collect(joining());
  }

  private static String pem(SigningCertificate certificate) {
    var lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
    return "-----BEGIN CERTIFICATE-----\n"
        + lines.encodeToString(certificate.encoded().toArray())
        + "\n-----END CERTIFICATE-----\n";
  }
}
