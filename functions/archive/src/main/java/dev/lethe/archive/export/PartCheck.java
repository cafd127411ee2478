package dev.lethe.archive.export;

import dev.lethe.archive.export.ExportFiles.PartName;
import java.util.TreeSet;

/// The third step of an export, for each of its parts, when all are written: asks the Vault again,
/// and takes out who may not be exported any more. Who goes before this is found here; who goes
/// later is taken out by the erasure itself, which finds the file.
public final class PartCheck {

  private final Allowed allowed;
  private final ExportFiles files;

  public PartCheck(Allowed allowed, ExportFiles files) {
    this.allowed = allowed;
    this.files = files;
  }

  /// Checks a part.
  ///
  /// @return how many events are in it
  long check(Export export, int number) {
    var part = new PartName(export, number);
    var labels = files.labelsOf(part);
    var gone = new TreeSet<>(labels);
    gone.removeAll(allowed.of(export.app(), labels).keySet());
    files.takeOut(part, gone);
    return ExportText.lines(files.read(part).orElseThrow());
  }
}
