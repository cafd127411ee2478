package dev.lethe.infra.stack;

import java.util.Map;

/// Calls that somebody of the operator's has signed with AWS credentials.
public final class SignedBy {

  private SignedBy() {}

  /// The
  /// [header](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html)
  /// of a call. The local gateway takes from it who calls, and does not look at the signature.
  ///
  /// @param accessKey of whoever calls
  public static Map<String, String> key(String accessKey) {
    return Map.of(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=%s/20261127/us-east-1/execute-api/aws4_request, SignedHeaders=host, Signature=00"
            .formatted(accessKey));
  }
}
