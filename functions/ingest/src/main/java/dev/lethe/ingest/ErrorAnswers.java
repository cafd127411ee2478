package dev.lethe.ingest;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.lethe.shared.api.Responses;
import java.time.Duration;

/// Errors as SDKs are told them: a code, which never changes its meaning, and a message for people.
public final class ErrorAnswers {

  private ErrorAnswers() {}

  /// Something that sending the same again does not help.
  public static APIGatewayProxyResponseEvent of(int status, String code, String message) {
    return Responses.json(
        status,
        json -> {
          json.writeStringField("code", code);
          json.writeStringField("message", message);
        });
  }

  /// Something that the same request may do later.
  ///
  /// @param wait after how long
  public static APIGatewayProxyResponseEvent again(
      int status, String code, String message, Duration wait) {
    var answer = of(status, code, message);
    answer.getHeaders().put("Retry-After", Long.toString(wait.toSeconds()));
    return answer;
  }
}
