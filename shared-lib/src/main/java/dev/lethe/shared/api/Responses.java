package dev.lethe.shared.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Answers to Amazon API Gateway's Lambda proxy integration (REST API, payload version 1.0).
public final class Responses {

  /// How long to wait before a request is sent again that failed for our fault.
  public static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private static final int UNAVAILABLE = 503;

  private Responses() {}

  /// JSON with a status.
  public static APIGatewayProxyResponseEvent json(int status, Json.Fields fields) {
    return of(status, "application/json", Json.object(fields));
  }

  /// A problem (RFC 9457) of the customers' and operators' APIs. The detail says what is wrong,
  /// where, and what to do; it holds nothing that the request said.
  public static APIGatewayProxyResponseEvent problem(Problem problem) {
    var body =
        Json.object(json -> {
          json.writeStringField("type", "urn:lethe:problem:" + problem.code());
          json.writeStringField("title", problem.title());
          json.writeNumberField("status", problem.status());
          json.writeStringField("detail", problem.detail());
        });
    var answer = of(problem.status(), "application/problem+json", body);
    if (problem.status() == UNAVAILABLE) {
      answer.getHeaders().put("Retry-After", Long.toString(RETRY_AFTER.toSeconds()));
    }
    return answer;
  }

  private static APIGatewayProxyResponseEvent of(int status, String contentType, String body) {
    return new APIGatewayProxyResponseEvent()
        .withStatusCode(status)
        .withHeaders(
            new HashMap<>(Map.of("Content-Type", contentType, "Cache-Control", "no-store")))
        .withBody(body);
  }
}
