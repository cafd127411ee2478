package dev.lethe.archive.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.shared.content.SealedContent;
import dev.lethe.shared.record.Bytes;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// The text of a part: [NDJSON](https://github.com/ndjson/ndjson-spec) with gzip, a line for each
/// event: who it is of, when and from where it came, and the event as its SDK sent it.
///
/// A subject is called the same in all lines of an export, and in no other: by the beginning of the
/// SHA-256 of the export's id and its label.
final class ExportText implements AutoCloseable {

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder().rootValueSeparator("").build();
  private static final int SUBJECT_BYTES = 16;
  private static final String BEGINNING = "{\"subject\":\"";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final String export;
  private final JsonGenerator json;

  ExportText(String export) {
    this.export = export;
    try {
      json = FACTORY.createGenerator(new GZIPOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail to be written.", e);
    }
  }

  /// Adds the events of a label that came together.
  ///
  /// @throws IOException if the content is none
  void add(String label, SealedContent content) throws IOException {
    var subject = subject(export, label);
    for (var event : content.events()) {
      json.writeStartObject();
      json.writeStringField("subject", subject);
      json.writeStringField("receivedAt", content.received().toString());
      json.writeStringField("network", content.network());
      json.writeStringField("country", content.country());
      json.writeFieldName("event");
      content.writeEvent(event, json);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  /// What was written.
  Bytes finished() {
    close();
    return Bytes.copyOf(bytes.toByteArray());
  }

  @Override
  public void close() {
    try {
      json.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail to be written.", e);
    }
  }

  /// How many lines there are in a text.
  static long lines(Bytes text) {
    try (var lines = reader(text)) {
      return lines.lines().count();
    } catch (IOException e) {
      throw new IllegalStateException("Not a file of an export.", e);
    }
  }

  /// A text without the lines of some labels; the same if it has none.
  static Bytes without(Bytes text, String export, Set<String> labels) {
    var beginnings =
        labels.stream()
            .map(label -> BEGINNING + subject(export, label) + '"')
            .collect(Collectors.toSet());
    var length = BEGINNING.length() + subject(export, "").length() + 1;
    var kept = new ByteArrayOutputStream();
    var left = 0L;
    try (var lines = reader(text);
        var packed = new GZIPOutputStream(kept)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (beginnings.contains(line.substring(0, Math.min(length, line.length())))) {
          left++;
        } else {
          packed.write(line.getBytes(StandardCharsets.UTF_8));
          packed.write('\n');
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("Not a file of an export.", e);
    }
    return left == 0 ? text : Bytes.copyOf(kept.toByteArray());
  }

  private static BufferedReader reader(Bytes text) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            new GZIPInputStream(new ByteArrayInputStream(text.toArray())), StandardCharsets.UTF_8));
  }

  static String subject(String export, String label) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var hash = digest.digest((export + '\0' + label).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(hash, SUBJECT_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
