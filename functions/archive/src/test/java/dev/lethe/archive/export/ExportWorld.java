package dev.lethe.archive.export;

import dev.lethe.archive.InMemoryArchive;
import dev.lethe.archive.InMemoryFiles;
import dev.lethe.archive.Line;
import dev.lethe.archive.SealedEvents;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.vault.Keyrings;
import dev.lethe.shared.vault.LabelledSubjects;
import dev.lethe.shared.vault.Rights;
import dev.lethe.shared.vault.SubjectKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// An archive with lines in it, a Vault, and an export of one application's.
final class ExportWorld {

  static final String APP = "app_1";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final InMemoryFiles lineFiles = new InMemoryFiles();
  final InMemoryArchive archive = new InMemoryArchive(lineFiles);
  final InMemoryArchive bucket = new InMemoryArchive(lineFiles);
  final InMemoryExports exports = new InMemoryExports();
  final ExportFiles files = new ExportFiles(bucket, new InMemoryListing(bucket));

  /// What the clock shows.
  Instant now = Records.NOON.plus(Duration.ofHours(1));

  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final Map<String, SubjectKey> keys = new HashMap<>();
  private final Map<String, Rights> rights = new HashMap<>();
  private final Allowed allowed = new Allowed(this::found);
  final Plan plan = new Plan(exports, new InMemoryListing(archive), files);
  final PartWriter writer = new PartWriter(archive, lineFiles, allowed, exports, files, clock);
  final PartCheck check = new PartCheck(allowed, files);
  final Publication publication = new Publication(exports, files, clock);
  final Export export =
      new Export(
          "cus_1",
          APP,
          "exp_1",
          Records.DAY.minusDays(1),
          Records.DAY,
          clock.instant(),
          "0123456789ab",
          Export.Status.RUNNING,
          null,
          null);
  private int sequence;

  /// How often what features had collected was erased.
  int erasures;

  ExportWorld() {
    exports.add(export);
  }

  private Map<String, LabelledSubjects.Labelled> found(String app, Set<String> labels) {
    var found = new HashMap<String, LabelledSubjects.Labelled>();
    for (var label : labels) {
      if (rights.containsKey(label)) {
        found.put(
            label,
            new LabelledSubjects.Labelled(
                Objects.requireNonNull(rights.get(label)),
                1,
                Objects.requireNonNull(keys.get(label)),
                Keyrings.featureKeys(app, 1, erasures)));
      }
    }
    return found;
  }

  void set(String label, Rights changed) {
    rights.put(label, changed);
  }

  /// As if a label's lines were sealed under another key than its own.
  void changeKey(String label) {
    keys.put(label, SubjectKey.generate(APP, label, RANDOM));
  }

  /// What `begin` does to a label.
  void forget(String label) {
    rights.remove(label);
  }

  /// A line with an event of each name.
  Line line(String app, String label, String... events) {
    return line(app, label, 90, Set.of(Purpose.values()), events);
  }

  Line line(String app, String label, int retention, Set<Purpose> purposes, String... events) {
    rights.putIfAbsent(label, Rights.NONE_USED);
    var key = keys.computeIfAbsent(label, unseen -> SubjectKey.generate(app, label, RANDOM));
    return new Line(
        Position.of("shardId-000000000000:" + ++sequence),
        new StreamRecord(
            app,
            label,
            1,
            Records.DAY,
            ZoneOffset.UTC,
            retention,
            Records.NOON,
            purposes,
            List.of(),
            SealedEvents.of(key, events)));
  }

  /// Archives lines together.
  void archive(String name, Line... lines) {
    archive.create("lines/" + name, lineFiles.write(Arrays.asList(lines)));
  }

  List<Part> planned() {
    plan.make(export);
    var objects =
        new InMemoryListing(archive).list("lines/").stream().map(Listing.Listed::name).toList();
    return List.of(new Part(1, objects));
  }

  /// Makes the export, all its steps.
  void make() {
    var parts = planned();
    parts.forEach(part -> writer.write(export, part));
    publish(parts);
  }

  void publish(List<Part> parts) {
    var events = parts.stream().mapToLong(part -> check.check(export, part.number())).sum();
    publication.publish(export, events);
  }

  /// The lines of all files of the export.
  List<String> text() {
    var text = new ArrayList<String>();
    for (var file : files.written(export)) {
      var bytes = bucket.read(file.name()).orElseThrow().content().toArray();
      try (var packed = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        new String(packed.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(text::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return text;
  }
}
