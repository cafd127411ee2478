package dev.lethe.subjects.callback.https;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// A customer's server on loopback, whose certificate is of a name that no name server knows.
public final class TlsServer implements AutoCloseable {

  public static final String NAME = "callbacks.customer.example";

  private static final String PASSWORD = "of a test";
  private static final Pattern LENGTH = Pattern.compile("\r\nContent-Length: (\\d+)\r\n");
  private static final SSLContext TLS = tls();

  /// What is answered, once a request has been read to its end.
  public interface Answer {
    void to(OutputStream client) throws IOException;
  }

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> serverNames = new CopyOnWriteArrayList<>();
  private final SSLServerSocket server;
  private final Answer answer;

  public TlsServer(Answer answer) {
    this.answer = answer;
    try {
      server =
          (SSLServerSocket)
              TLS.getServerSocketFactory()
                  .createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  /// One that answers this text.
  public static TlsServer answering(String text) {
    return new TlsServer(client -> client.write(text.getBytes(ISO_8859_1)));
  }

  public int port() {
    return server.getLocalPort();
  }

  /// Where it is, by its name.
  public String url() {
    return "https://" + NAME + ":" + port() + "/callbacks?token=7";
  }

  /// Sockets of who trusts its certificate, and no other.
  public static SSLSocketFactory trusting() {
    return TLS.getSocketFactory();
  }

  /// What it was sent.
  public List<String> requests() {
    return requests;
  }

  /// Whom it was taken for.
  public List<String> serverNames() {
    return serverNames;
  }

  private void serve() {
    while (true) {
      try (var client = (SSLSocket) server.accept()) {
        requests.add(request(client.getInputStream()));
        ((ExtendedSSLSession) client.getSession())
            .getRequestedServerNames()
            .forEach(name -> serverNames.add(new String(name.getEncoded(), ISO_8859_1)));
        answer.to(client.getOutputStream());
      } catch (IOException e) {
        if (server.isClosed()) {
          return;
        }
      }
    }
  }

  private static String request(InputStream client) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      var next = client.read();
      if (next < 0) {
        throw new IOException("There is no request.");
      }
      head.write(next);
    }
    var text = head.toString(ISO_8859_1);
    var length = LENGTH.matcher(text).results().findFirst().orElseThrow().group(1);
    return text + new String(client.readNBytes(Integer.parseInt(length)), ISO_8859_1);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SSLContext tls() {
    try {
      var folder = Files.createTempDirectory("server");
      var file = folder.resolve("key.p12");
      keytool(file);
      var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD.toCharArray());
      var trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("server", Objects.requireNonNull(store.getCertificate("key")));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      Files.delete(file);
      Files.delete(folder);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void keytool(Path file) throws IOException {
    var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var options =
        "-genkeypair -alias key -keyalg EC -validity 2 -dname CN=server -storetype PKCS12 -ext SAN=dns:"
            + NAME;
    var command = new ArrayList<>(List.of(tool));
    command.addAll(List.of(options.split(" ")));
    command.addAll(List.of("-keystore", file.toString(), "-storepass", PASSWORD));
    var making =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!making.waitFor(1, TimeUnit.MINUTES) || making.exitValue() != 0) {
        throw new IllegalStateException("keytool made no key.");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
