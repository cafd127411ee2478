package dev.lethe.shared.signing;

import dev.lethe.shared.record.Bytes;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;

/// The operator's certificate, of the key that signs receipts and answers.
public final class SigningCertificate {

  private final X509Certificate certificate;
  private final Bytes encoded;

  private SigningCertificate(X509Certificate certificate, Bytes encoded) {
    this.certificate = certificate;
    this.encoded = encoded;
  }

  /// Reads a certificate.
  ///
  /// @param content X.509, in PEM or DER
  /// @throws IllegalArgumentException if it is none
  public static SigningCertificate of(Bytes content) {
    try {
      var read =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(content.toArray()));
      return new SigningCertificate(read, Bytes.copyOf(read.getEncoded()));
    } catch (CertificateException e) {
      throw new IllegalArgumentException("This is no certificate.", e);
    }
  }

  /// In DER.
  public Bytes encoded() {
    return encoded;
  }

  /// SHA-256 of its DER form, in hexadecimal.
  public String fingerprint() {
    return Sha256.of(encoded);
  }

  /// Whether its time has begun, and is not over.
  public boolean isValidAt(Instant time) {
    return !time.isBefore(certificate.getNotBefore().toInstant())
        && !time.isAfter(certificate.getNotAfter().toInstant());
  }

  /// Checks a signature as others will.
  ///
  /// @throws IllegalStateException if nobody would take the signature for one under this
  ///   certificate
  public void check(Bytes message, Bytes signature, Instant at) {
    try {
      certificate.checkValidity(Date.from(at));
      var verifier = Signature.getInstance("SHA256withRSA");
      verifier.initVerify(certificate.getPublicKey());
      verifier.update(message.toArray());
      if (!verifier.verify(signature.toArray())) {
        throw new IllegalStateException("The certificate is not of the key that signs.");
      }
    } catch (CertificateException e) {
      throw new IllegalStateException("The certificate is not valid now.", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The certificate is not of the key that signs.", e);
    }
  }
}
