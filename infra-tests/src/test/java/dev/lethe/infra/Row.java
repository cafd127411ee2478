package dev.lethe.infra;

import dev.lethe.infra.stack.Answer;
import dev.lethe.infra.stack.Api;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A request, and the status that it gets.
///
/// @param path as `docs/openapi.yaml` has it, perhaps with a query
/// @param parameters what stands in the path for its parameters
record Row(
    String method,
    String path,
    Map<String, String> parameters,
    String body,
    Map<String, String> headers,
    int status) {

  /// The answer as the contract names it: `POST /v1/track 200`.
  String answer() {
    return method + " " + path.split("\\?", 2)[0] + " " + status;
  }

  Answer send() {
    var filled = path;
    for (var parameter : parameters.entrySet()) {
      filled = filled.replace("{" + parameter.getKey() + "}", parameter.getValue());
    }
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return switch (method) {
      case "GET" -> Api.get(filled, headers);
      case "POST" -> Api.post(filled, bytes, headers);
      case "PUT" -> Api.put(filled, bytes, headers);
      case "DELETE" -> Api.delete(filled, headers);
      default -> throw new IllegalArgumentException("The tests send no " + method + ".");
    };
  }

  /// Without the keys in it.
  @Override
  public String toString() {
    return answer() + " " + parameters.keySet();
  }
}
