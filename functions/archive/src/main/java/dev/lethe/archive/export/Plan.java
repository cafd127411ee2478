package dev.lethe.archive.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The first step of an export: says which objects of the archive make which part. The plan is kept
/// as a JSON array, whose elements the state machine hands to the next step.
public final class Plan {

  /// How much one part may read, in bytes: it is in memory while its file is made.
  private static final int LARGEST = 32 << 20;

  /// How many objects a part reads at most. Their names stay under the [256 KiB of
  /// input](https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html) of a step.
  private static final int MOST_OBJECTS = 500;

  private static final JsonFactory FACTORY = new JsonFactory();

  private final Exports exports;
  private final Listing archive;
  private final ExportFiles files;

  public Plan(Exports exports, Listing archive, ExportFiles files) {
    this.exports = exports;
    this.archive = archive;
    this.files = files;
  }

  /// Makes the plan of an export, and notes of how many parts it is.
  ///
  /// @return that number
  int make(Export export) {
    var parts = count(files.keepPlan(export, encoded(parts(export))));
    exports.planned(export, parts);
    return parts;
  }

  /// How many parts a plan has.
  private static int count(Bytes plan) {
    var parts = 0;
    try (var json = FACTORY.createParser(plan.toArray())) {
      for (var token = json.nextToken(); token != null; token = json.nextToken()) {
        parts += token == JsonToken.START_OBJECT ? 1 : 0;
      }
    } catch (IOException e) {
      throw new IllegalStateException("Not a plan of an export.", e);
    }
    return parts;
  }

  private List<Part> parts(Export export) {
    var parts = new ArrayList<Part>();
    var names = new ArrayList<String>();
    var bytes = 0L;
    for (var object : objects(export)) {
      if (!names.isEmpty() && (bytes + object.bytes() > LARGEST || names.size() == MOST_OBJECTS)) {
        parts.add(new Part(parts.size() + 1, names));
        names.clear();
        bytes = 0;
      }
      names.add(object.name());
      bytes += object.bytes();
    }
    if (!names.isEmpty()) {
      parts.add(new Part(parts.size() + 1, names));
    }
    return parts;
  }

  /// Of days on which nothing can have come that is there, nothing is asked.
  private List<Listing.Listed> objects(Export export) {
    var today = LocalDate.ofInstant(export.requested(), ZoneOffset.UTC);
    var earliest = earliest(today);
    var from = export.from().isBefore(earliest) ? earliest : export.from();
    var to = export.to().isAfter(today) ? today : export.to();
    return Stream.iterate(from, day -> !day.isAfter(to), day -> day.plusDays(1))
        .map(Plan::folder)
        .flatMap(day -> archive.list(day).stream())
        .toList();
  }

  /// The first day on which anything can have come that is there.
  static LocalDate earliest(LocalDate today) {
    return today.minusDays(Settings.LONGEST_RETENTION);
  }

  private static String folder(LocalDate day) {
    return "lines/day=" + day + '/';
  }

  private static Bytes encoded(List<Part> parts) {
    var bytes = new ByteArrayOutputStream();
    try (var json = FACTORY.createGenerator(bytes)) {
      json.writeStartArray();
      for (var part : parts) {
        write(part, json);
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail to be written.", e);
    }
    return Bytes.copyOf(bytes.toByteArray());
  }

  private static void write(Part part, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("number", part.number());
    json.writeArrayFieldStart("objects");
    for (var object : part.objects()) {
      json.writeString(object);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
