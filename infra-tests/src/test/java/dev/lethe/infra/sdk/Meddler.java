package dev.lethe.infra.sdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lethe.infra.stack.Answer;
import dev.lethe.infra.stack.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;

/// Stands between a library and the API, and spoils what passes: libraries do not make malformed or
/// oversize requests by themselves, networks and proxies do.
public final class Meddler implements AutoCloseable {

  /// What is handed on of an SDK's headers; all else belongs to the connection.
  private static final List<String> HANDED_ON =
      List.of("Authorization", "Content-Type", "User-Agent");

  private final HttpServer server;
  private final UnaryOperator<byte[]> spoil;
  private final AtomicInteger throttled;
  private final AtomicInteger lost;
  private final List<Integer> statuses = new CopyOnWriteArrayList<>();
  private final AtomicLong bytes = new AtomicLong();

  private Meddler(UnaryOperator<byte[]> spoil, int throttled, int lost) {
    this.spoil = spoil;
    this.throttled = new AtomicInteger(throttled);
    this.lost = new AtomicInteger(lost);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("No port is free.", e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::pass);
    server.start();
  }

  /// Cuts every body in the middle.
  public static Meddler cutting() {
    return new Meddler(body -> Arrays.copyOf(body, body.length / 2), 0, 0);
  }

  /// Pads every body with spaces to more than a request may bring.
  public static Meddler padding() {
    return new Meddler(Meddler::padded, 0, 0);
  }

  private static byte[] padded(byte[] body) {
    var padded = Arrays.copyOf(body, body.length + 512 * 1024);
    Arrays.fill(padded, body.length, padded.length, (byte) ' ');
    return padded;
  }

  /// Answers the first request as API Gateway answers one too many, and hands on all others.
  public static Meddler throttlingOnce() {
    return new Meddler(body -> body, 1, 0);
  }

  /// Hands the first request on, and loses its answer; hands on all others.
  public static Meddler losingTheFirstReply() {
    return new Meddler(body -> body, 0, 1);
  }

  /// Where libraries send to.
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// What the API answered libraries, event by event or batch by batch.
  public List<Integer> statuses() {
    return List.copyOf(statuses);
  }

  /// How long the bodies were that the API answered, all together.
  public long bytes() {
    return bytes.get();
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      if (exchange.getRequestMethod().equals("GET")) {
        answer(exchange, Api.get(path, headers(exchange)));
        return;
      }
      if (throttled.getAndDecrement() > 0) {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Retry-After", "1");
        statuses.add(429);
        exchange.sendResponseHeaders(429, -1);
        return;
      }
      var body = spoil.apply(unpacked(exchange));
      var answer = Api.post(path, body, headers(exchange));
      bytes.addAndGet(body.length);
      statuses.add(answer.status());
      if (lost.getAndDecrement() <= 0) {
        answer(exchange, answer);
      }
    }
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    Map<String, String> headers = new HashMap<>();
    for (var name : HANDED_ON) {
      var value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    return headers;
  }

  private static void answer(HttpExchange exchange, Answer answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    var text = answer.text().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), text.length);
    exchange.getResponseBody().write(text);
  }

  /// What a library compressed is handed on plain, so that what is spoiled is what it said.
  private static byte[] unpacked(HttpExchange exchange) throws IOException {
    var encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
    var body = exchange.getRequestBody();
    return ("gzip".equals(encoding) ? new GZIPInputStream(body) : body).readAllBytes();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
