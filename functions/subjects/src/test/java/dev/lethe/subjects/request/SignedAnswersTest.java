package dev.lethe.subjects.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.signing.TestSigner;
import dev.lethe.subjects.receipt.SignedReceipt;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whoever is answered can tell that it was us.
class SignedAnswersTest {

  private static final TestSigner SIGNER = TestSigner.create();
  private static final Instant RECEIVED = Instant.parse("2018-10-02T15:00:01.234Z");

  private final RequestAnswers answers = Requests.answers(SIGNER);
  private final EnteredRequest request = Requests.entered(RECEIVED);

  @ParameterizedTest
  @CsvSource({
    "OPENDSR, X-OpenDSR-Processor-Domain, X-OpenDSR-Signature",
    "OPENGDPR, X-OpenGDPR-Processor-Domain, X-OpenGDPR-Signature"
  })
  void everyAnswerIsSignedInTheHeadersOfItsVersion(
      ApiVersion version, String domain, String signature) {
    var all =
        Arrays.asList(
            answers.discovery(version),
            answers.created(version, request, new byte[] {'{', '}'}, RECEIVED),
            answers.status(version, request, null, RECEIVED),
            answers.cancelled(version, request, RECEIVED),
            answers.results(version, request, URI.create("https://bucket.example/p")),
            answers.receipt(
                version,
                new SignedReceipt("cus_1", Requests.ID, 1, Bytes.copyOf(Requests.bytes("{}")))),
            answers.refused(version, Refusal.notFound()));
    for (var answer : all) {
      assertThat(answer.getHeaders().keySet().stream().filter(name -> name.startsWith("X-")))
          .containsExactlyInAnyOrder(domain, signature);
      assertThat(answer.getHeaders()).containsEntry(domain, "example-processor.com");
      var signed = Base64.getDecoder().decode(answer.getHeaders().get(signature));
      var body = Bytes.copyOf(Requests.bytes(answer.getBody()));
      assertThatCode(() -> SIGNER.certificate().check(body, Bytes.copyOf(signed), Instant.now()))
          .doesNotThrowAnyException();
    }
  }

  /// The commands of `docs/opendsr.md`.
  @Test
  void aSignatureIsVerifiedWithOpenssl(@TempDir Path folder) throws Exception {
    var answer = answers.status(ApiVersion.OPENDSR, request, null, RECEIVED);
    Files.write(folder.resolve("cert.der"), SIGNER.certificate().encoded().toArray());
    var key = openssl(folder, "x509", "-inform", "der", "-in", "cert.der", "-pubkey", "-noout");
    Files.writeString(folder.resolve("public.pem"), key);
    Files.writeString(folder.resolve("body.json"), answer.getBody());
    Files.writeString(
        folder.resolve("signature.txt"), answer.getHeaders().get("X-OpenDSR-Signature"));
    openssl(folder, "base64", "-d", "-A", "-in", "signature.txt", "-out", "signature.bin");
    assertThat(verified(folder)).contains("Verified OK");
    Files.writeString(folder.resolve("body.json"), answer.getBody().replace("pending", "Pending"));
    assertThat(verified(folder)).doesNotContain("Verified").containsIgnoringCase("failure");
  }

  private static String verified(Path folder) throws IOException, InterruptedException {
    return openssl(
        folder,
        "dgst",
        "-sha256",
        "-verify",
        "public.pem",
        "-signature",
        "signature.bin",
        "body.json");
  }

  private static String openssl(Path folder, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add("openssl");
    command.addAll(Arrays.asList(arguments));
    var process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return said;
  }
}
