package dev.lethe.shared.signing;

import dev.lethe.shared.record.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.concurrent.TimeUnit;

/// Signs with a key that `keytool` made, and certified itself.
public final class TestSigner implements Signer {

  private static final String PASSWORD = "of a test";
  private static final String KEY = "key";

  private final PrivateKey key;
  private final SigningCertificate certificate;

  private TestSigner(PrivateKey key, SigningCertificate certificate) {
    this.key = key;
    this.certificate = certificate;
  }

  /// With a new key, and a certificate that is valid for 20 years from a day.
  public static TestSigner create(String from) {
    try {
      var folder = Files.createTempDirectory("keys");
      var file = folder.resolve("key.p12");
      keytool(file, from);
      var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
      Files.delete(file);
      Files.delete(folder);
      return new TestSigner(
          (PrivateKey) store.getKey(KEY, PASSWORD.toCharArray()),
          SigningCertificate.of(Bytes.copyOf(store.getCertificate(KEY).getEncoded())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static TestSigner create() {
    return create("2026/01/01");
  }

  private static void keytool(Path file, String from) throws IOException {
    var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var making =
        new ProcessBuilder(
                tool,
                "-genkeypair",
                "-alias",
                KEY,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-sigalg",
                "SHA256withRSA",
                "-dname",
                "CN=privacy.example.com, O=A sample",
                "-startdate",
                from,
                "-validity",
                "7305",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
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

  @Override
  public SigningCertificate certificate() {
    return certificate;
  }

  @Override
  public Bytes sign(Bytes message) {
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(message.toArray());
      return Bytes.copyOf(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
