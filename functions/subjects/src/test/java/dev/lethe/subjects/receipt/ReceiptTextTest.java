package dev.lethe.subjects.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.rights.Store;
import dev.lethe.shared.signing.Signer;
import dev.lethe.shared.signing.SigningCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The form of receipts is the published one, and that of the samples.
class ReceiptTextTest {

  /// Says again what a key that is gone once signed.
  private record Replayed(SigningCertificate certificate, Iterator<Bytes> signatures)
      implements Signer {
    @Override
    public Bytes sign(Bytes message) {
      return signatures.next();
    }
  }

  private static List<SignedReceipt> issued() throws IOException {
    var signatures =
        SampleReceipts.FILES.stream()
            .map(ReceiptTextTest::read)
            .map(text -> ReceiptFiles.parsed(text).path("signature").path("value").asText())
            .map(value -> Bytes.copyOf(Base64.getDecoder().decode(value)))
            .iterator();
    var certificate = Bytes.copyOf(Files.readAllBytes(SampleReceipts.CERTIFICATE));
    return SampleReceipts.issued(new Replayed(SigningCertificate.of(certificate), signatures));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// If the form is to change: see [SampleReceipts].
  @Test
  void theSamplesAreWhatIsIssued() throws IOException {
    assertThat(issued().stream().map(ReceiptFiles::text))
        .isEqualTo(SampleReceipts.FILES.stream().map(ReceiptTextTest::read).toList());
  }

  @Test
  void whatIsSignedIsTheSecondLine() throws IOException {
    for (var signed : issued()) {
      assertThat(ReceiptFiles.text(signed).lines().toList().get(1))
          .isEqualTo(new String(signed.canonical().toArray(), UTF_8));
    }
  }

  @Test
  void eachStoreAndEachResidueIsNamedWithItsEnd() throws IOException {
    var receipt = ReceiptFiles.receipt(issued().getFirst());
    assertThat(texts(receipt.path("stores"), "store"))
        .isEqualTo(Arrays.stream(Store.values()).map(Store::wireName).toList());
    assertThat(texts(receipt.path("residues"), "residue"))
        .isEqualTo(Arrays.stream(Residue.values()).map(Residue::wireName).toList());
    var stream = receipt.path("residues").get(0);
    assertThat(Instant.parse(stream.path("until").asText()))
        .isEqualTo(
            Instant.parse(receipt.path("request").path("verified").asText())
                .plus(Duration.ofDays(7)));
  }

  private static List<String> texts(JsonNode array, String field) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(one -> one.path(field).asText())
        .toList();
  }

  /// The schema says by itself what the classes refuse.
  static Stream<Arguments> changes() {
    return Stream.of(
        Arguments.of("\"foundAgain\":0", "\"foundAgain\":1"),
        Arguments.of("\"store\":\"archive\"", "\"store\":\"vault\""),
        Arguments.of("\"residue\":\"logs\"", "\"residue\":\"stream\""),
        Arguments.of("\"previous\":null", "\"previous\":\"\""),
        Arguments.of("\"number\":1", "\"number\":2"),
        Arguments.of("\"type\":", "\"email\":\"jane@example.com\",\"type\":"),
        Arguments.of("\"version\":1", "\"version\":2"),
        Arguments.of("RS256", "none"));
  }

  /// And of what closes.
  static Stream<Arguments> changesOfClosing() {
    return Stream.of(
        Arguments.of("\"residue\":\"backups\"", "\"residue\":\"stream\""),
        Arguments.of("\"residue\":\"logs\"", "\"residue\":\"stream\""),
        Arguments.of("\"oldest\":null,", ""),
        Arguments.of("-closing\"", "\""),
        Arguments.of("\"type\":\"closing\"", "\"type\":\"opening\""),
        Arguments.of("\"closes\":", "\"opens\":"));
  }

  @ParameterizedTest
  @MethodSource("changesOfClosing")
  void theSchemaTakesNothingElseOfWhatCloses(String stated, String otherwise) throws IOException {
    theSchemaRefuses(issued().getLast(), stated, otherwise);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void theSchemaTakesNothingElse(String stated, String otherwise) throws IOException {
    theSchemaRefuses(issued().getFirst(), stated, otherwise);
  }

  private static void theSchemaRefuses(SignedReceipt signed, String stated, String otherwise) {
    var text = ReceiptFiles.text(signed);
    assertThat(ReceiptFiles.problems(text)).isEmpty();
    assertThat(text).contains(stated);
    var changed = text.replaceFirst(Pattern.quote(stated), otherwise);
    assertThat(ReceiptFiles.problems(changed)).isNotEmpty();
  }
}
