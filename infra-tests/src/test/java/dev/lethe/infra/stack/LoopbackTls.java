package dev.lethe.infra.stack;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// HTTPS on this machine, under a certificate of `localhost` that is made for this run alone.
public final class LoopbackTls {

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String NAME = "localhost";

  private final KeyStore certificate;
  private final X509TrustManager trust;
  private final SSLContext context;

  private LoopbackTls(KeyStore certificate) throws GeneralSecurityException {
    this.certificate = certificate;
    this.trust = trust(certificate);
    this.context = context(certificate, trust);
  }

  /// With a certificate that no other has.
  public static LoopbackTls create() {
    try {
      return new LoopbackTls(certificate());
    } catch (IOException e) {
      throw new UncheckedIOException("There is no keytool.", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The certificate is not usable.", e);
    }
  }

  /// A server on a free port that has begun.
  public HttpsServer serve(HttpHandler handler) {
    try {
      var server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context));
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", handler);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("No port is free.", e);
    }
  }

  /// What trusts the certificate and no other.
  public X509TrustManager trust() {
    return trust;
  }

  public SSLContext context() {
    return context;
  }

  /// The certificate, for programs that are told whom to trust by a file.
  public String pem() {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder().encodeToString(certificate.getCertificate(NAME).getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The certificate is not usable.", e);
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
                  NAME,
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
    trusted.setCertificateEntry(NAME, certificate.getCertificate(NAME));
    factory.init(trusted);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }

  private static SSLContext context(KeyStore certificate, X509TrustManager trust)
      throws GeneralSecurityException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(certificate, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), new X509TrustManager[] {trust}, null);
    return context;
  }
}
