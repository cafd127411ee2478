package dev.lethe.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.archive.parquet.ParquetFiles;
import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.StreamRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Archives a week of some applications, and leaves it for `infra-tests/queries`: the objects, and
/// beside them what was sent, as JSON, by which their tests count for themselves.
class QueriedLinesTest {

  private static final Path FOLDER = Path.of("target", "queried");

  private static final int RECORDS_OF_DELIVERY = 40;

  @Test
  void aWeekIsArchivedForThoseWhoQueryIt() throws IOException {
    var sent = new QueriedWeek().records();
    var stored = new InMemoryArchive(new ParquetFiles());
    var archive =
        new Archive(
            new Stores(
                new ParquetFiles(),
                stored,
                stored,
                stored,
                stored,
                new InMemorySubjects(),
                (record, why) -> {},
                new OneShard(),
                (token, found) -> {},
                _ -> Set.of(),
                _ -> Optional.empty()),
            Runnable::run);
    for (var from = 0; from < sent.size(); from += RECORDS_OF_DELIVERY) {
      var delivery = sent.subList(from, Math.min(from + RECORDS_OF_DELIVERY, sent.size()));
      assertThat(archive.store(delivery.stream().map(QueriedWeek.Sent::delivered).toList()))
          .isEmpty();
    }
    write(stored, sent);
    assertThat(stored.lines()).hasSameSizeAs(sent);
  }

  private static void write(InMemoryArchive stored, List<QueriedWeek.Sent> sent)
      throws IOException {
    clear();
    for (var name : stored.names()) {
      var file = FOLDER.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, stored.read(name).orElseThrow().content().toArray());
    }
    try (var json =
        new JsonFactory()
            .createGenerator(FOLDER.resolve("sent.json").toFile(), JsonEncoding.UTF8)) {
      json.writeStartArray();
      for (var record : sent) {
        write(json, record.delivered(), record.record());
      }
      json.writeEndArray();
    }
  }

  /// What an earlier run left.
  private static void clear() throws IOException {
    Files.createDirectories(FOLDER);
    try (var files = Files.walk(FOLDER)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void write(JsonGenerator json, LaneRecord delivered, StreamRecord record)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("arrived", delivered.arrived().toString());
    json.writeStringField("app", record.app());
    json.writeStringField("label", record.label());
    json.writeStringField("born", record.born().toString());
    json.writeStringField("zone", record.zone().getId());
    json.writeBooleanField("research", record.purposes().contains(Purpose.RESEARCH));
    json.writeArrayFieldStart("facts");
    for (var fact : record.facts()) {
      write(json, fact);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Fact fact) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", fact.type().wireName());
    json.writeStringField("time", fact.time().toString());
    json.writeStringField("digest", hex(fact.digest()));
    json.writeStringField("session", hex(fact.session()));
    json.writeObjectField("duration", fact.duration());
    var values =
        fact.values().entrySet().stream()
            .collect(
                Collectors.toMap(value -> value.getKey().wireName(), value -> value.getValue()));
    for (var dimension : Dimension.values()) {
      json.writeStringField(dimension.wireName(), values.get(dimension.wireName()));
    }
    json.writeEndObject();
  }

  private static @Nullable String hex(@Nullable Bytes bytes) {
    return bytes == null ? null : HexFormat.of().formatHex(bytes.toArray());
  }
}
