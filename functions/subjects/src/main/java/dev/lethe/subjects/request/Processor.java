package dev.lethe.subjects.request;

import java.net.URI;
import java.util.Locale;

/// Who answers, as the specification calls it.
///
/// @param domain which the certificate is issued for, and requests come to; lower case
/// @param certificate where the certificate can be had, on the same domain (section 6.3)
public record Processor(String domain, URI certificate) {

  public Processor {
    if (!domain.equals(domain.toLowerCase(Locale.ROOT))
        || !domain.equals(certificate.getHost())
        || !"https".equals(certificate.getScheme())) {
      throw new IllegalArgumentException(
          "The certificate is to be had by https on the processor's domain, in lower case.");
    }
  }
}
