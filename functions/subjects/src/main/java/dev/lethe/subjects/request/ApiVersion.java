package dev.lethe.subjects.request;

import java.util.regex.Pattern;

/// The versions of the specification that are spoken. Which one a request speaks is told by its
/// route; the older name is honoured, as section 10.1 asks.
public enum ApiVersion {
  /// OpenGDPR, `/v1/opengdpr_requests`.
  OPENGDPR("1.0", "[01](\\.\\d{1,3}){0,2}", "X-OpenGDPR-"),
  /// OpenDSR, `/v2/requests`.
  OPENDSR("2.0", "2(\\.\\d{1,3}){0,2}", "X-OpenDSR-");

  private final String number;
  private final Pattern asked;
  private final String headerPrefix;

  ApiVersion(String number, String asked, String headerPrefix) {
    this.number = number;
    this.asked = Pattern.compile(asked);
    this.headerPrefix = headerPrefix;
  }

  /// What answers say as `api_version`.
  public String number() {
    return number;
  }

  /// Whether a request on this version's route may say that it wants this version.
  boolean answersFor(String apiVersion) {
    return asked.matcher(apiVersion).matches();
  }

  /// The header with the domain that the signing certificate is issued for.
  public String domainHeader() {
    return headerPrefix + "Processor-Domain";
  }

  /// The header with the signature of the body.
  public String signatureHeader() {
    return headerPrefix + "Signature";
  }
}
