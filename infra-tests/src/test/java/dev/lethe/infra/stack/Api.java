package dev.lethe.infra.stack;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// Plain HTTP to the stack's API. Every answer must be one that `docs/openapi.yaml` tells of.
public final class Api {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();
  private static final int TOO_MANY = 429;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Api() {}

  public static Answer get(String path, Map<String, String> headers) {
    return send(request(path, headers).GET());
  }

  /// Likewise; as often as it is told to come later, it does (RFC 9110, section 10.2.3).
  public static Answer getInTurn(String path, Map<String, String> headers) {
    var answer = get(path, headers);
    while (answer.status() == TOO_MANY) {
      var seconds = answer.headers().firstValueAsLong("Retry-After").orElseThrow();
      LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos());
      answer = get(path, headers);
    }
    return answer;
  }

  public static Answer post(String path, byte[] body, Map<String, String> headers) {
    return send(request(path, headers).POST(BodyPublishers.ofByteArray(body)));
  }

  public static Answer put(String path, byte[] body, Map<String, String> headers) {
    return send(request(path, headers).PUT(BodyPublishers.ofByteArray(body)));
  }

  public static Answer patch(String path, byte[] body, Map<String, String> headers) {
    return send(request(path, headers).method("PATCH", BodyPublishers.ofByteArray(body)));
  }

  public static Answer delete(String path, Map<String, String> headers) {
    return send(request(path, headers).DELETE());
  }

  private static HttpRequest.Builder request(String path, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(URI.create(Stack.running().api() + path)).timeout(PATIENCE);
    headers.forEach(request::header);
    return request;
  }

  private static Answer send(HttpRequest.Builder builder) {
    try {
      var request = builder.build();
      var response = HTTP.send(request, BodyHandlers.ofString());
      Contract.document().check(exchange(request, response));
      var isJson = response.headers().firstValue("Content-Type").orElse("").contains("json");
      return new Answer(
          response.statusCode(),
          isJson ? JSON.readTree(response.body()) : MissingNode.getInstance(),
          response.body(),
          response.headers());
    } catch (IOException e) {
      throw new UncheckedIOException("The stack does not answer.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The test is being stopped.", e);
    }
  }

  private static Contract.Exchange exchange(HttpRequest request, HttpResponse<String> response) {
    var stage = Stack.running().api().getRawPath();
    return new Contract.Exchange(
        request.method(),
        request.uri().getRawPath().substring(stage.length()),
        response.statusCode(),
        response.headers(),
        response.body());
  }
}
