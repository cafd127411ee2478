package dev.lethe.retention.probe;

import static dev.lethe.retention.probe.Lateness.S3;
import static dev.lethe.retention.probe.Lateness.SWEEPING;

import dev.lethe.shared.retention.Term;
import java.time.Duration;
import java.util.List;

/// The kinds of objects that buckets hold.
final class BucketKinds {

  private static final String WRITTEN = "when it was written";
  private static final Duration REQUESTS = Term.REQUESTS.length();

  static final Kind LINES =
      object(
          Place.ARCHIVE,
          "lines",
          "events: facts in clear under a label, all else sealed",
          Term.SUBJECT_DATA.length().plusDays(1),
          "the day that it came on",
          SWEEPING);
  static final Kind PICTURES =
      object(
              Place.SCREENSHOTS,
              "screenshots",
              "screenshots, sealed",
              Term.SUBJECT_DATA.length(),
              WRITTEN,
              SWEEPING)
          .withOwner();
  static final Kind UPLOADS =
      object(
          Place.QUARANTINE,
          "uploads",
          "pictures that were uploaded and not completed",
          Term.UPLOADS.length(),
          WRITTEN,
          S3);
  static final Kind PASSED_OVER =
      object(
          Place.FAILURES,
          "passed_over",
          "records that were passed over, by label",
          Term.FAILURES.length(),
          WRITTEN,
          S3);
  static final Kind GIVEN_UP =
      object(
          Place.FAILURES,
          "given_up",
          "deliveries that Lambda gave up on",
          Term.FAILURES.length(),
          WRITTEN,
          S3);
  static final Kind EXPORTED =
      object(
              Place.EXPORTS,
              "exported",
              "files of exports, opened, and lists that go with them",
              Term.EXPORTS.length().plusDays(1),
              "when the export was asked for",
              SWEEPING)
          .withOwner();
  static final Kind PACKED =
      object(
              Place.EXPORTS,
              "packages",
              "packages for subjects, opened, and what is collected for them",
              Term.EXPORTS.length(),
              WRITTEN,
              SWEEPING)
          .withOwner();
  static final Kind RESULTS =
      object(
          Place.QUERY_RESULTS,
          "results",
          "results of queries",
          Term.QUERY_RESULTS.length(),
          WRITTEN,
          S3);
  static final Kind RECEIPTS =
      object(Place.RECEIPTS, "receipts", "receipts of erasures, locked", REQUESTS, WRITTEN, S3);
  static final Kind AUDIT_FILES =
      object(Place.AUDITS, "audits", "audits as customers get them", REQUESTS, WRITTEN, S3)
          .withOwner();
  static final Kind PROBES =
      object(Place.AUDITS, "probes", "what probes measured, in numbers", REQUESTS, WRITTEN, S3);
  static final Kind WORK =
      object(
          Place.AUDITS,
          "work",
          "what a probe that runs has measured so far",
          Term.MEASURES.length(),
          WRITTEN,
          SWEEPING);
  static final Kind EDGE_LINES =
      object(
          Place.EDGE_LOGS,
          "lines",
          "addresses of clients, with time and route",
          Term.ACCESS_LOGS.length(),
          WRITTEN,
          S3);
  static final Kind UNDELIVERED_LINES =
      object(
          Place.UNDELIVERED_LOGS,
          "lines",
          "lines of functions' logs that the outside service did not take",
          Term.LOGS.length(),
          WRITTEN,
          S3);

  /// What of S3's own may be left of a receipt that has ended.
  static final Kind ENDED_RECEIPTS =
      object(
          Place.RECEIPTS,
          "older_versions",
          "receipts that have ended, and are not gone yet",
          REQUESTS.plusDays(1),
          WRITTEN,
          S3);

  static final Kind MARKS_OF_RECEIPTS =
      object(
          Place.RECEIPTS,
          "deletion_marks",
          "marks that receipts have ended",
          Duration.ofDays(2),
          WRITTEN,
          S3);

  static final List<Kind> ALL =
      List.of(
          LINES,
          PICTURES,
          UPLOADS,
          PASSED_OVER,
          GIVEN_UP,
          EXPORTED,
          PACKED,
          RESULTS,
          RECEIPTS,
          AUDIT_FILES,
          PROBES,
          WORK,
          EDGE_LINES,
          UNDELIVERED_LINES,
          ENDED_RECEIPTS,
          MARKS_OF_RECEIPTS);

  private BucketKinds() {}

  private static Kind object(
      Place place, String name, String what, Duration longest, String from, Lateness lateness) {
    return new Kind(place, name, what, new Keeping.Ends(longest, from, lateness));
  }

  /// Uploads in parts that nobody has finished.
  static Kind unfinished(Place place) {
    return object(
        place,
        "unfinished",
        "uploads in parts that are not finished",
        Duration.ofDays(1),
        "when it was begun",
        S3);
  }
}
