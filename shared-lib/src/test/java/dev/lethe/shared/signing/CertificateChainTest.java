package dev.lethe.shared.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lethe.shared.record.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateChainTest {

  private static final TestSigner OWN = TestSigner.create();
  private static final TestSigner AUTHORITY = TestSigner.create();
  private static final String BOTH =
      new CertificateChain(OWN.certificate(), List.of(AUTHORITY.certificate())).pem();

  @Test
  void certificatesAreReadInTheirOrder() {
    var read = CertificateChain.of(BOTH);
    assertThat(read.own().fingerprint()).isEqualTo(OWN.certificate().fingerprint());
    assertThat(read.authorities())
        .extracting(SigningCertificate::fingerprint)
        .containsExactly(AUTHORITY.certificate().fingerprint());
    assertThat(read.pem()).isEqualTo(BOTH);
    assertThat(BOTH.lines()).allMatch(line -> line.length() <= 64);
  }

  @Test
  void whatElseStandsThereIsNotHandedOut() {
    assertThat(CertificateChain.of(BOTH.replace("\n", "\r\n")).pem()).isEqualTo(BOTH);
    assertThat(CertificateChain.of(BOTH + "\n\n").pem()).isEqualTo(BOTH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "certificate",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
      })
  void somethingElseIsNoCertificate(String content) {
    assertThatIllegalArgumentException().isThrownBy(() -> CertificateChain.of(content));
  }

  @Test
  void itsTimeBeginsAndEnds() {
    var certificate = OWN.certificate();
    assertThat(certificate.isValidAt(Instant.parse("2026-11-26T12:00:00Z"))).isTrue();
    assertThat(certificate.isValidAt(Instant.parse("2025-11-26T12:00:00Z"))).isFalse();
    assertThat(certificate.isValidAt(Instant.parse("2047-11-26T12:00:00Z"))).isFalse();
  }

  private static final class OfAnother implements Signer {
    @Override
    public SigningCertificate certificate() {
      return AUTHORITY.certificate();
    }

    @Override
    public Bytes sign(Bytes message) {
      return OWN.sign(message);
    }
  }

  @Test
  void nothingIsSignedThatNobodyCouldVerify() {
    var message = Bytes.copyOf("hello".getBytes(StandardCharsets.UTF_8));
    var now = Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);
    var late = Clock.fixed(Instant.parse("2047-11-26T12:00:00Z"), ZoneOffset.UTC);
    var signer = new CheckedSigner(OWN, now);
    assertThat(signer.sign(message)).isEqualTo(OWN.sign(message));
    assertThat(signer.certificate()).isSameAs(OWN.certificate());
    assertThatExceptionOfType(NotCertifiedException.class)
        .isThrownBy(() -> new CheckedSigner(new OfAnother(), now).sign(message));
    assertThatExceptionOfType(NotCertifiedException.class)
        .isThrownBy(() -> new CheckedSigner(OWN, late).sign(message));
  }
}
