package dev.lethe.retention.probe;

import dev.lethe.shared.retention.Term;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/// Which term of the policy a place is set by.
final class Terms {

  /// What of places is set for all that they hold.
  private static final Map<Place, Term> OF_PLACES =
      new EnumMap<>(
          Map.of(
              Place.ARCHIVE, Term.SUBJECT_DATA,
              Place.SCREENSHOTS, Term.SUBJECT_DATA,
              Place.QUARANTINE, Term.UPLOADS,
              Place.FAILURES, Term.FAILURES,
              Place.EXPORTS, Term.EXPORTS,
              Place.QUERY_RESULTS, Term.QUERY_RESULTS,
              Place.RECEIPTS, Term.REQUESTS,
              Place.AUDITS, Term.REQUESTS,
              Place.EDGE_LOGS, Term.ACCESS_LOGS,
              Place.UNDELIVERED_LOGS, Term.LOGS));

  /// What is gone from these is gone at once.
  private static final Set<Place> WITHOUT_BACKUPS = Set.of(Place.VAULT, Place.LEDGER);

  /// What is in it stays until its customer ends it.
  private static final Set<Place> WITHOUT_END = Set.of(Place.REGISTRY);

  private Terms() {}

  static Term of(Place bucket) {
    var term = OF_PLACES.get(bucket);
    if (term == null) {
      throw new IllegalArgumentException("No bucket.");
    }
    return term;
  }

  static boolean hasBackups(Place table) {
    return !WITHOUT_BACKUPS.contains(table);
  }

  static boolean ends(Place table) {
    return !WITHOUT_END.contains(table);
  }
}
