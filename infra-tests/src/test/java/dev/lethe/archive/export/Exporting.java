package dev.lethe.archive.export;

import dev.lethe.archive.ArchiveObjects;
import dev.lethe.archive.parquet.ParquetFiles;
import dev.lethe.shared.vault.LabelledSubjects;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// The steps of an export, one after the other, at any time.
public final class Exporting {

  private final Exports exports;
  private final Listing archive;
  private final ArchiveObjects lines;
  private final ExportFiles files;
  private final LabelledSubjects subjects;
  private final Clock clock;

  /// @param archive lists the archive's bucket
  /// @param lines reads it
  public Exporting(
      Exports exports,
      Listing archive,
      ArchiveObjects lines,
      ExportFiles files,
      LabelledSubjects subjects,
      Clock clock) {
    this.exports = exports;
    this.archive = archive;
    this.lines = lines;
    this.files = files;
    this.subjects = subjects;
    this.clock = clock;
  }

  /// Exports all of an application that ever came, whatever its plan leaves out.
  ///
  /// @param id like no other
  /// @param came the days on which something came
  public Export export(String customer, String app, String id, Collection<LocalDate> came) {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    var export =
        new Export(
            customer,
            app,
            id,
            today.minusYears(2),
            today,
            clock.instant(),
            "sk_tests",
            Export.Status.RUNNING,
            null,
            null);
    exports.add(export);
    var allowed = new Allowed(subjects);
    var objects =
        came.stream()
            .flatMap(day -> archive.list("lines/day=" + day + '/').stream())
            .map(Listing.Listed::name)
            .toList();
    new PartWriter(lines, new ParquetFiles(), allowed, exports, files, clock)
        .write(export, new Part(1, objects));
    new Publication(exports, files, clock)
        .publish(export, new PartCheck(allowed, files).check(export, 1));
    return export;
  }

  /// What is in the files of an export, line by line.
  public List<String> lines(Export export) {
    return files
        .read(new ExportFiles.PartName(export, 1))
        .map(file -> text(file.toArray()).lines().toList())
        .orElse(List.of());
  }

  /// Whether an export can be had.
  public boolean canBeHad(Export export) {
    return exports.find(export.customer(), export.app(), export.id()).isPresent();
  }

  private static String text(byte[] packed) {
    try (var file = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
