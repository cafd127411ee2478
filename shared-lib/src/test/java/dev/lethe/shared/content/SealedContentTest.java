package dev.lethe.shared.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.vault.FeatureKeys;
import dev.lethe.shared.vault.Keyrings;
import dev.lethe.shared.vault.WrongKeyException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SealedContentTest {

  private static final SealedContent CONTENT =
      new SealedContent(
          Records.NOON,
          "203.0.113.0",
          "DE",
          cbor("{\"context\":{\"os\":{\"name\":\"iOS\"},\"locale\":\"de\"},\"integrations\":{}}"),
          List.of(
              cbor("{\"type\":\"track\",\"context\":{\"locale\":\"fr\"},\"n\":1.5}"),
              cbor("{\"type\":\"screen\",\"integrations\":{\"All\":true}}"),
              cbor("{\"context\":null}")));

  private static Bytes cbor(String text) {
    var bytes = new ByteArrayOutputStream();
    try (var json = new JsonFactory().createParser(text);
        var cbor = new CBORFactory().createGenerator(bytes)) {
      json.nextToken();
      cbor.copyCurrentStructure(json);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
    return Bytes.copyOf(bytes.toByteArray());
  }

  @Test
  void comesBackAsItWas() throws IOException {
    assertThat(SealedContent.decode(CONTENT.encode())).isEqualTo(CONTENT);
    var least = new SealedContent(Records.NOON, null, null, null, List.of());
    assertThat(SealedContent.decode(least.encode())).isEqualTo(least);
  }

  private static final FeatureKeys KEYS = Keyrings.featureKeys("app_1", 1, 1);

  /// The first event has a trait and a user, and so has the batch.
  private static SealedContent apart() {
    var plan = new ContentPart(0, 1, field("plan", "gold"));
    var ofBatch = new ContentPart(ContentPart.OF_ALL, 1, field("team", "red"));
    var user = new ContentPart(0, 1, field("userId", "jane"));
    return new SealedContent(
        CONTENT.received(),
        CONTENT.network(),
        CONTENT.country(),
        CONTENT.ofAll(),
        CONTENT.events(),
        Map.of(
            Feature.USER_ATTRIBUTES,
            KEYS.seal(Feature.USER_ATTRIBUTES, ContentPart.encode(List.of(plan, ofBatch))),
            Feature.END_USER_IDENTIFIER,
            KEYS.seal(Feature.END_USER_IDENTIFIER, ContentPart.encode(List.of(user)))));
  }

  private static Bytes field(String name, String value) {
    var map = cbor("{\"%s\":\"%s\"}".formatted(name, value)).toArray();
    return Bytes.copyOf(Arrays.copyOfRange(map, 1, map.length - 1));
  }

  private static String text(SealedContent content) throws IOException {
    var text = new StringWriter();
    try (var json = new JsonFactory().createGenerator(text)) {
      content.writeEvents(json);
    }
    return text.toString();
  }

  @Test
  void whatFeaturesLetThroughIsPutBack() throws IOException, WrongKeyException {
    var apart = apart();
    assertThat(SealedContent.decode(apart.encode())).isEqualTo(apart);
    assertThat(text(apart)).doesNotContain("gold", "red", "jane");
    assertThat(text(apart.opened(KEYS)))
        .startsWith("{")
        .contains("\"plan\":\"gold\"", "\"userId\":\"jane\"", "\"team\":\"red\"");
    assertThat(CONTENT.opened(KEYS)).isEqualTo(CONTENT);
  }

  @Test
  void whatIsErasedIsLeftOutAndNothingElse() throws IOException, WrongKeyException {
    assertThat(text(apart().opened(Keyrings.featureKeys("app_1", 1, 2)))).isEqualTo(text(CONTENT));
  }

  @Test
  void aPartThatDoesNotFitIsTold() {
    for (var at : List.of(-1, 10_000)) {
      var part = ContentPart.encode(List.of(new ContentPart(0, at, field("a", "b"))));
      var content =
          new SealedContent(
              Records.NOON,
              null,
              null,
              null,
              CONTENT.events(),
              Map.of(Feature.USER_ATTRIBUTES, KEYS.seal(Feature.USER_ATTRIBUTES, part)));
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> content.opened(KEYS));
    }
  }

  @Test
  void isNotReadIfItIsCutOff() {
    var whole = apart().encode();
    for (var length = 0; length < whole.length; length++) {
      var cut = Arrays.copyOf(whole, length);
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> SealedContent.decode(cut));
    }
  }

  @Test
  void eventsSayWhatTheirBatchSaidOfThem() throws IOException {
    var text = new StringWriter();
    try (var json = new JsonFactory().createGenerator(text)) {
      json.writeStartArray();
      CONTENT.writeEvents(json);
      json.writeEndArray();
    }
    assertThat(text)
        .hasToString(
            "[{\"type\":\"track\",\"context\":{\"locale\":\"fr\",\"os\":{\"name\":\"iOS\"}},"
                + "\"n\":1.5,\"integrations\":{}},"
                + "{\"type\":\"screen\",\"integrations\":{\"All\":true},"
                + "\"context\":{\"os\":{\"name\":\"iOS\"},\"locale\":\"de\"}},"
                + "{\"context\":null,\"integrations\":{}}]");
  }
}
