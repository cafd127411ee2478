package dev.lethe.ingest;

import dev.lethe.shared.registry.ApiKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The write key in an `Authorization` header: the user name of HTTP Basic (RFC 7617), as Segment's
/// SDKs send it, or a Bearer token (RFC 6750).
public final class WriteKeyHeader {

  private static final String BASIC = "Basic ";
  private static final String BEARER = "Bearer ";

  private WriteKeyHeader() {}

  /// The key; nothing if the header has none.
  public static Optional<ApiKey> parse(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return key(header.substring(BEARER.length()));
    }
    if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      try {
        var decoded = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
        var user = new String(decoded, StandardCharsets.UTF_8).split(":", 2)[0];
        return key(user);
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Optional<ApiKey> key(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(ApiKey.shown(text.strip()));
  }
}
