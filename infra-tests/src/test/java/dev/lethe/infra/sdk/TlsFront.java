package dev.lethe.infra.sdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsServer;
import dev.lethe.infra.stack.LoopbackTls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;

/// HTTPS before the local stack, as API Gateway has it, for libraries that speak nothing else. Its
/// certificate is made for this run alone.
final class TlsFront implements AutoCloseable {

  /// What is handed on of a library's headers; all else belongs to the connection.
  private static final List<String> HANDED_ON =
      List.of("Authorization", "Content-Encoding", "Content-Type", "User-Agent");

  /// How long settings are under way, as through a phone's network. Segment's library for Kotlin
  /// that has them at once may hear that it is to wait after it heard that it may begin.
  private static final Duration ON_THE_WAY = Duration.ofSeconds(1);

  private static final Pattern MESSAGE_ID = Pattern.compile("\"messageId\":\"([^\"]+)\"");

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String target;
  private final HttpsServer server;
  private final LoopbackTls tls = LoopbackTls.create();
  private final Set<String> messages = ConcurrentHashMap.newKeySet();

  /// @param target where requests are handed on to, the path's beginning included
  TlsFront(String target) {
    this.target = target;
    server = tls.serve(this::pass);
  }

  /// Where libraries send to: host and port.
  String host() {
    return "localhost:" + server.getAddress().getPort();
  }

  /// The `messageId`s that came, whatever became of them.
  Set<String> messages() {
    return Set.copyOf(messages);
  }

  SSLContext tls() {
    return tls.context();
  }

  X509TrustManager trust() {
    return tls.trust();
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      if (exchange.getRequestMethod().equals("POST")) {
        note(exchange, body);
      } else {
        Thread.sleep(ON_THE_WAY);
      }
      var request =
          HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()))
              .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
      for (var name : HANDED_ON) {
        exchange
            .getRequestHeaders()
            .getOrDefault(name, List.of())
            .forEach(value -> request.header(name, value));
      }
      var answer = HTTP.send(request.build(), BodyHandlers.ofByteArray());
      answer
          .headers()
          .firstValue("Retry-After")
          .ifPresent(wait -> exchange.getResponseHeaders().set("Retry-After", wait));
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      var text = answer.body();
      exchange.sendResponseHeaders(answer.statusCode(), text.length == 0 ? -1 : text.length);
      exchange.getResponseBody().write(text);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void note(HttpExchange exchange, byte[] body) throws IOException {
    var isZipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    try (var plain =
        isZipped
            ? new GZIPInputStream(new ByteArrayInputStream(body))
            : new ByteArrayInputStream(body)) {
      var text = new String(plain.readAllBytes(), StandardCharsets.UTF_8);
      MESSAGE_ID.matcher(text).results().forEach(found -> messages.add(found.group(1)));
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
