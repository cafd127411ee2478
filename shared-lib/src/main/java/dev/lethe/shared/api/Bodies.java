package dev.lethe.shared.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Bodies of requests. API Gateway takes all of them for binary, and hands them on in base64.
public final class Bodies {

  private Bodies() {}

  /// The bytes that were sent; none if there was no body.
  public static byte[] of(APIGatewayProxyRequestEvent event) {
    var body = event.getBody() == null ? "" : event.getBody();
    return Boolean.TRUE.equals(event.getIsBase64Encoded())
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }
}
