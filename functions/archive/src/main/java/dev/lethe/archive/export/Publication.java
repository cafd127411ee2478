package dev.lethe.archive.export;

import dev.lethe.shared.disclosure.DisclosureEntry;
import java.time.Clock;
import java.util.Map;

/// The last step of an export: enters it in the register of disclosures, and shows it.
public final class Publication {

  private final Exports exports;
  private final ExportFiles files;
  private final Clock clock;

  public Publication(Exports exports, ExportFiles files, Clock clock) {
    this.exports = exports;
    this.files = files;
    this.clock = clock;
  }

  /// Shows an export.
  ///
  /// @param events how many are in it
  void publish(Export export, long events) {
    exports.publish(
        export,
        events,
        new DisclosureEntry(
            export.customer(),
            export.app(),
            export.id(),
            clock.instant(),
            DisclosureEntry.Kind.APPLICATION_EXPORT,
            DisclosureEntry.Recipient.CUSTOMER,
            DisclosureEntry.Ground.CONTROLLER_INSTRUCTION,
            export.by(),
            Map.of(
                "from", export.from().toString(),
                "to", export.to().toString(),
                "events", Long.toString(events))));
  }

  /// Notes that an export has failed, unless it is shown, and deletes what there is of it.
  void fail(Export export) {
    if (exports.fail(export)) {
      files.delete(export);
    }
  }
}
