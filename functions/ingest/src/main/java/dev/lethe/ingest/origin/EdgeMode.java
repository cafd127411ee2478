package dev.lethe.ingest.origin;

import dev.lethe.shared.record.WireNamed;
import org.jspecify.annotations.Nullable;

/// What stands in front of the API, and the headers by which it tells where a client is.
public enum EdgeMode implements WireNamed {
  /// Nothing: clients reach API Gateway themselves.
  NONE(null, null),
  ///
  /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html>
  CLOUDFRONT("CloudFront-Viewer-Address", "CloudFront-Viewer-Country"),
  /// <https://techdocs.akamai.com/property-mgr/docs/origin-server>, "True Client IP Header"
  AKAMAI("True-Client-IP", null),
  /// <https://developers.cloudflare.com/fundamentals/reference/http-headers/>
  CLOUDFLARE("CF-Connecting-IP", "CF-IPCountry");

  private final @Nullable String addressHeader;
  private final @Nullable String countryHeader;

  EdgeMode(@Nullable String addressHeader, @Nullable String countryHeader) {
    this.addressHeader = addressHeader;
    this.countryHeader = countryHeader;
  }

  @Nullable String addressHeader() {
    return addressHeader;
  }

  @Nullable String countryHeader() {
    return countryHeader;
  }

  /// The address in what the address header says. CloudFront puts the client's port behind it,
  /// behind IPv6 addresses too, and without brackets.
  String addressIn(String header) {
    return this == CLOUDFRONT && header.indexOf(':') >= 0
        ? header.substring(0, header.lastIndexOf(':'))
        : header;
  }
}
