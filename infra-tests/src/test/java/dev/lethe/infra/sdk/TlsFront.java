package dev.lethe.infra.sdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// HTTPS before the local stack, as API Gateway has it, for libraries that speak nothing else. Its
/// certificate is made for this run alone.
final class TlsFront implements AutoCloseable {

  private static final char[] PASSWORD = "changeit".toCharArray();

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
  private final SSLContext tls;
  private final X509TrustManager trust;
  private final Set<String> messages = ConcurrentHashMap.newKeySet();

  /// @param target where requests are handed on to, the path's beginning included
  TlsFront(String target) {
    this.target = target;
    try {
      var certificate = certificate();
      trust = trust(certificate);
      tls = tls(certificate, trust);
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("No port is free, or there is no keytool.", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The certificate is not usable.", e);
    }
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::pass);
    server.start();
  }

  /// Where libraries send to: host and port.
  String host() {
    return "localhost:" + server.getAddress().getPort();
  }

  /// How many events came, each counted once, whatever became of them.
  int messages() {
    return messages.size();
  }

  SSLContext tls() {
    return tls;
  }

  X509TrustManager trust() {
    return trust;
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

  private static KeyStore certificate() throws IOException, GeneralSecurityException {
    var folder = Files.createTempDirectory("tls");
    var file = folder.resolve("localhost.p12");
    try {
      var made =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  "localhost",
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=localhost",
                  "-ext",
                  "san=dns:localhost",
                  "-keystore",
                  file.toString(),
                  "-storepass",
                  new String(PASSWORD))
              .redirectErrorStream(true)
              .start();
      if (!made.waitFor(30, TimeUnit.SECONDS) || made.exitValue() != 0) {
        throw new IOException("keytool made no certificate.");
      }
      return KeyStore.getInstance(file.toFile(), PASSWORD);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The test is being stopped.", e);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  private static X509TrustManager trust(KeyStore certificate) throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    try {
      trusted.load(null, null);
    } catch (IOException e) {
      throw new UncheckedIOException("Nothing is read.", e);
    }
    trusted.setCertificateEntry("localhost", certificate.getCertificate("localhost"));
    factory.init(trusted);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }

  private static SSLContext tls(KeyStore certificate, X509TrustManager trust)
      throws GeneralSecurityException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(certificate, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), new X509TrustManager[] {trust}, null);
    return context;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
