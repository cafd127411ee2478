package dev.lethe.shared.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCodecTest {

  private static final StreamRecord FULL =
      new StreamRecord(
          "app_1",
          "AAAAAAAAAAAAAAAAAAAAAA",
          7,
          Records.NOON,
          Set.of(Purpose.RESEARCH),
          List.of(Records.tracked("Opened"), Records.tracked("Closed")),
          Bytes.copyOf(new byte[] {0, 1, -1}));

  @Test
  void comesBackAsItWas() throws UndecodableRecordException {
    assertThat(RecordCodec.decode(RecordCodec.encode(FULL))).isEqualTo(FULL);
  }

  @Property(tries = 300)
  void comesBackAsItWasWhateverItsTexts(
      @ForAll String app,
      @ForAll String name,
      @ForAll @LongRange(min = 0) long state,
      @ForAll @LongRange(min = -62135596800000L, max = 253402300799000L) long millis)
      throws UndecodableRecordException {
    var original =
        new StreamRecord(
            app,
            "label",
            state,
            Instant.ofEpochMilli(millis),
            Set.of(),
            List.of(Records.tracked(name)),
            null);
    assertThat(RecordCodec.decode(RecordCodec.encode(original))).isEqualTo(original);
  }

  @Test
  void isUndecodableWhereverItIsCutOff() {
    var whole = RecordCodec.encode(FULL);
    for (var length = 0; length < whole.length; length++) {
      assertUndecodable(Arrays.copyOf(whole, length));
    }
  }

  @Test
  void isUndecodableWithMoreBehindIt() {
    var whole = RecordCodec.encode(FULL);
    assertUndecodable(Arrays.copyOf(whole, whole.length + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "not a record", "{\"v\":1}"})
  void isUndecodableIfItIsSomethingElse(String text) {
    assertUndecodable(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void isUndecodableInAnotherVersion() throws IOException {
    assertUndecodable(cbor(json -> json.writeNumberField("v", RecordCodec.VERSION + 1)));
  }

  @Test
  void isUndecodableWithAFieldOfTheFuture() throws IOException {
    assertUndecodable(
        cbor(json -> {
          json.writeNumberField("v", RecordCodec.VERSION);
          json.writeStringField("address", "somewhere");
        }));
  }

  private interface Fields {
    void writeTo(JsonGenerator json) throws IOException;
  }

  private static byte[] cbor(Fields fields) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var json = RecordCodec.CBOR.createGenerator(bytes)) {
      json.writeStartObject();
      fields.writeTo(json);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void assertUndecodable(byte[] bytes) {
    assertThatExceptionOfType(UndecodableRecordException.class)
        .isThrownBy(() -> RecordCodec.decode(bytes));
  }
}
