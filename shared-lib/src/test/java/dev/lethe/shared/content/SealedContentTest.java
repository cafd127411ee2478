package dev.lethe.shared.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Records;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
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

  @Test
  void isNotReadIfItIsCutOff() {
    var whole = CONTENT.encode();
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
