package dev.lethe.shared.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Headers of a request; their names are the same in any case (RFC 9110, section 5.1).
public final class Headers {

  private Headers() {}

  /// A header's value; nothing if it was not sent.
  public static @Nullable String of(APIGatewayProxyRequestEvent event, String name) {
    var headers = event.getHeaders();
    return headers == null
        ? null
        : headers.entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase(name))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null);
  }
}
