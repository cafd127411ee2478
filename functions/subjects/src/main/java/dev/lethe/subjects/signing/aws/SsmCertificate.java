package dev.lethe.subjects.signing.aws;

import dev.lethe.shared.record.Bytes;
import dev.lethe.subjects.signing.SigningCertificate;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.ssm.SsmClient;

/// The operator's certificate in a parameter of Systems Manager, as PEM.
public final class SsmCertificate {

  private final SsmClient ssm;
  private final String parameter;

  public SsmCertificate(SsmClient ssm, String parameter) {
    this.ssm = ssm;
    this.parameter = parameter;
  }

  /// The certificate as it stands now.
  public SigningCertificate read() {
    var value = ssm.getParameter(get -> get.name(parameter)).parameter().value();
    return SigningCertificate.of(Bytes.copyOf(value.getBytes(StandardCharsets.US_ASCII)));
  }
}
