package dev.lethe.infra.sdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lethe.shared.record.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// Takes what libraries send, byte by byte, and says that all is well.
public final class Recorder implements AutoCloseable {

  private static final byte[] SUCCESS = "{\"success\":true}".getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;
  private final List<Recorded> requests = new CopyOnWriteArrayList<>();

  /// A request as it came over the wire.
  ///
  /// @param body as it was sent, perhaps compressed
  public record Recorded(String path, Map<String, String> headers, Bytes body) {}

  public Recorder() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("No port is free.", e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
  }

  /// Where libraries send to.
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// What came.
  public List<Recorded> requests() {
    return List.copyOf(requests);
  }

  /// A library that asks for its settings is left to those that it has.
  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("POST")) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      var headers = new TreeMap<String, String>();
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
      requests.add(
          new Recorded(
              exchange.getRequestURI().getPath(),
              headers,
              Bytes.copyOf(exchange.getRequestBody().readAllBytes())));
      exchange.sendResponseHeaders(200, SUCCESS.length);
      exchange.getResponseBody().write(SUCCESS);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
