package dev.lethe.subjects.request;

import java.net.URI;
import java.util.Locale;
import java.util.UUID;

/// Who answers, as the specification calls it.
///
/// @param domain which the certificate is issued for, and requests come to; lower case
/// @param certificate where the certificate can be had, on the same domain (section 6.3): beside
///   `requests` of the latest version
public record Processor(String domain, URI certificate) {

  /// Where the certificate stands below the place of all versions.
  public static final String CERTIFICATE = "/v2/certificate.pem";

  public Processor {
    if (!domain.equals(domain.toLowerCase(Locale.ROOT))
        || !domain.equals(certificate.getHost())
        || !"https".equals(certificate.getScheme())) {
      throw new IllegalArgumentException(
          "The certificate is to be had by https on the processor's domain, in lower case.");
    }
  }

  /// Where the results of a request are asked for.
  public URI results(ApiVersion version, UUID request) {
    var requests =
        switch (version) {
          case OPENGDPR -> "../v1/opengdpr_requests/";
          case OPENDSR -> "requests/";
        };
    return certificate.resolve(requests + request + "/results");
  }
}
