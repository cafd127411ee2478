package dev.lethe.archive.aws;

import dev.lethe.shared.retention.Term;
import java.time.Duration;

/// The archive's items in the Ledger table, apart from those that count.
final class ArchiveItem {

  /// What the partition keys of shards begin with; the shard's number follows.
  static final String SHARDS = "archive#";

  /// Longer than anything that is about them lasts: 90 days in the archive, and before that 30
  /// among the failures and 7 on the stream.
  static final Duration KEPT = Term.SUBJECT_DATA.length().plusDays(40);

  private ArchiveItem() {}

  /// The partition key of a label's items: where its lines are, and how it stands.
  static String label(String label) {
    return "archive#label#" + label;
  }
}
