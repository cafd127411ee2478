package dev.lethe.shared.signing.aws;

import dev.lethe.shared.signing.CertificateChain;
import dev.lethe.shared.signing.Certificates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/// The operator's certificate in a parameter of Systems Manager, in PEM, which is read again when
/// it is old.
public final class SsmCertificates implements Certificates {

  /// How long a container may go on with what it has read.
  static final Duration FRESH = Duration.ofMinutes(5);

  private static final Logger LOG = LoggerFactory.getLogger(SsmCertificates.class);

  private final SsmClient ssm;
  private final String parameter;
  private final Clock clock;
  private volatile Known known = new Known(Optional.empty(), Instant.MIN);

  private record Known(Optional<CertificateChain> chain, Instant readAgainAt) {}

  /// @param parameter its name
  public SsmCertificates(SsmClient ssm, String parameter, Clock clock) {
    this.ssm = ssm;
    this.parameter = parameter;
    this.clock = clock;
  }

  @Override
  public Optional<CertificateChain> current() {
    var now = clock.instant();
    if (!now.isBefore(known.readAgainAt())) {
      var chain = read();
      // What is not there is looked for each time: an operator has just put it there.
      known = new Known(chain, chain.isPresent() ? now.plus(FRESH) : Instant.MIN);
    }
    return known.chain().filter(chain -> chain.own().isValidAt(now));
  }

  private Optional<CertificateChain> read() {
    try {
      var value = ssm.getParameter(get -> get.name(parameter)).parameter().value();
      return Optional.of(CertificateChain.of(value));
    } catch (ParameterNotFoundException e) {
      LOG.error("The parameter with the operator's certificate is not there.");
    } catch (IllegalArgumentException e) {
      LOG.error("The parameter with the operator's certificate holds something else.");
    }
    return Optional.empty();
  }
}
