package dev.lethe.shared.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/// Answers to Amazon API Gateway's Lambda proxy integration (REST API, payload version 1.0).
public final class Responses {

  /// How long to wait before a request is sent again that failed for our fault.
  public static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /// Entity tags without what makes them weak: whoever packs an answer on its way may weaken its
  /// tag, and it is compared all the same (RFC 9110, section 13.1.2).
  private static final Pattern TAGS = Pattern.compile("\"[^\"]*\"");

  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final int TAG_BYTES = 16;

  private Responses() {}

  /// JSON with a status.
  public static APIGatewayProxyResponseEvent json(int status, Json.Fields fields) {
    return of(status, "application/json", Json.object(fields));
  }

  /// Content with a status.
  public static APIGatewayProxyResponseEvent of(int status, Content content) {
    return of(status, content.type(), content.text());
  }

  /// What an answer says.
  ///
  /// @param type its media type
  public record Content(String type, String text) {}

  /// Content that whoever has it may keep and ask for again: with an entity tag (RFC 9110, section
  /// 8.8.3), and nothing but `304` if it is still what they have.
  public static APIGatewayProxyResponseEvent tagged(
      APIGatewayProxyRequestEvent request, Content content) {
    var tag = '"' + hash(content) + '"';
    var theirs = Headers.of(request, "If-None-Match");
    var answer =
        theirs != null && TAGS.matcher(theirs).results().anyMatch(one -> one.group().equals(tag))
            ? new APIGatewayProxyResponseEvent()
                .withStatusCode(NOT_MODIFIED)
                .withHeaders(new HashMap<>())
            : of(OK, content.type(), content.text());
    // Kept by its owner alone, and asked for each time: what was erased is not shown again.
    answer.getHeaders().put("Cache-Control", "private, no-cache");
    answer.getHeaders().put("ETag", tag);
    answer.getHeaders().put("Vary", "Authorization");
    return answer;
  }

  private static String hash(Content content) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(content.type().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of()
          .formatHex(digest.digest(content.text().getBytes(StandardCharsets.UTF_8)), 0, TAG_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
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
    var retryAfter = problem.retryAfter();
    if (retryAfter != null) {
      answer.getHeaders().put("Retry-After", Long.toString(retryAfter.toSeconds()));
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
