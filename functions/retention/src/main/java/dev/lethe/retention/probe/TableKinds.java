package dev.lethe.retention.probe;

import dev.lethe.shared.retention.Term;
import dev.lethe.shared.rights.aws.CaseItem;
import dev.lethe.shared.vault.SubjectState;
import java.time.Duration;
import java.util.List;

/// The kinds of items that tables hold.
public final class TableKinds {

  private static final String WITH_ITS_CUSTOMER = "as long as its customer or application is there";

  /// A day that is begun is kept whole.
  private static final Duration SUBJECT_DATA = Term.SUBJECT_DATA.length().plusDays(1);

  private static final Duration REQUESTS = Term.REQUESTS.length();

  /// Longer than anything lasts that is about what is so kept (`ArchiveItem.KEPT`,
  /// `DynamoLedger.HEADER_KEPT`, `DynamoMarks.KEPT`).
  private static final Duration NAMES_KEPT = Duration.ofDays(130);

  /// `DynamoValues.KEPT`.
  private static final Duration VALUES_KEPT = Duration.ofDays(40);

  /// `DynamoTakings.KEPT`.
  private static final Duration TAKINGS_KEPT = Term.BACKUPS.length().plusDays(5);

  /// `ClosingItem.KEPT`.
  private static final Duration CLOSINGS_KEPT = Term.BACKUPS.length().plusDays(5);

  /// `LaneTaskItem.KEPT`.
  private static final Duration TASKS_KEPT = Duration.ofDays(8);

  /// `DynamoMeasurements.KEPT`.
  private static final Duration MEASUREMENTS_KEPT = Duration.ofDays(90);

  /// 25 months, at the most.
  private static final Duration COUNTERS_KEPT = Duration.ofDays(25 * 31 + 1L);

  public static final Kind CUSTOMERS =
      stays(Place.REGISTRY, "customers", "accounts of customers, with addresses of contacts");
  public static final Kind APPLICATIONS =
      stays(
              Place.REGISTRY,
              "applications",
              "applications; of one that was terminated, that it was, and when")
          .withOwner();
  public static final Kind API_KEYS = stays(Place.REGISTRY, "api_keys", "hashes of API keys");
  public static final Kind FEATURE_SWITCHES =
      stays(Place.REGISTRY, "feature_switches", "features switched, with attestations").withOwner();

  public static final Kind SUB_PROCESSORS =
      stays(Place.REGISTRY, "sub_processors", "the register of sub-processors");

  public static final Kind APPLICATION_KEYS =
      stays(Place.VAULT, "application_keys", "keys of applications, sealed").withOwner();
  public static final Kind SUBJECTS =
      item(
              Place.VAULT,
              "subjects",
              "subjects: pseudonym, label, sealed key, first and last day",
              SUBJECT_DATA,
              "the last day that a subject was seen on")
          .withOwner();
  public static final Kind TOMBSTONES =
      item(
              Place.VAULT,
              "tombstones",
              "that a pseudonym was erased, and when",
              SubjectState.TOMBSTONE,
              "the erasure")
          .withOwner();
  public static final Kind LIVES_UNDER_A_RIGHT =
      item(
              Place.VAULT,
              "subjects_under_a_right",
              "subjects who forbade something: what, and as of other subjects",
              SUBJECT_DATA,
              "the last day that a subject was seen on")
          .withOwner();
  public static final Kind RIGHTS =
      new Kind(
              Place.VAULT,
              "rights",
              "what a pseudonym forbade, without a label or a key",
              new Keeping.Stays("until it is allowed again"))
          .withOwner();
  public static final Kind LINKS =
      item(
              Place.VAULT,
              "links",
              "which pseudonyms go together: users and devices",
              SUBJECT_DATA,
              "the last day on which both were seen")
          .withOwner();
  public static final Kind LABELS =
      item(
              Place.VAULT,
              "labels",
              "what leads from a label to a pseudonym",
              SUBJECT_DATA,
              "the last day that a subject was seen on")
          .withOwner();
  public static final Kind PROFILES =
      item(
              Place.VAULT,
              "profiles",
              "corrections of attributes, sealed",
              SUBJECT_DATA,
              "when a correction was asked for")
          .withOwner();
  public static final Kind CASES =
      item(
              Place.VAULT,
              "cases",
              "whom an open request is about",
              CaseItem.KEPT,
              "the last work on the request")
          .withOwner();
  public static final Kind MINUTES =
      item(
          Place.VAULT,
          "minutes",
          "how much a write key brought in a minute",
          Duration.ofHours(1),
          "the minute");
  public static final Kind ROUND =
      new Kind(
          Place.VAULT,
          "round",
          "how far the look for silent subjects is",
          new Keeping.Stays("always: it is one number"));
  public static final Kind RECOVERIES =
      new Kind(
              Place.VAULT,
              "recoveries",
              "how far a recovery is: the last pseudonym",
              new Keeping.Stays("until it is done"))
          .withOwner();

  public static final Kind ENTRIES =
      item(
          Place.LEDGER,
          "entries",
          "what a record of a label added to statistics",
          SUBJECT_DATA.plusDays(31),
          "the day that an event happened on; a month's last day is counted from when it is later");
  public static final Kind HEADERS =
      item(
          Place.LEDGER,
          "headers",
          "whether a label is dead, and what was found of it",
          NAMES_KEPT,
          "its last change");
  public static final Kind TAKEN =
      item(
          Place.LEDGER,
          "taken",
          "what commands took off statistics, without whose it was",
          TAKINGS_KEPT,
          "when it was asked for");
  public static final Kind MARKS =
      item(
          Place.LEDGER,
          "marks",
          "how far shards are read",
          NAMES_KEPT,
          "the last record of a shard");
  public static final Kind ARCHIVED_LABELS =
      item(
          Place.LEDGER,
          "archived_labels",
          "in which objects of the archive a label is, and how it stands",
          NAMES_KEPT,
          "its last change");
  public static final Kind GOALS_ORDERS =
      item(
              Place.LEDGER,
              "goals_orders",
              "that what goals collected is to be forgotten, or is",
              NAMES_KEPT,
              "when it was asked for")
          .withOwner();
  public static final Kind TASKS =
      item(Place.LEDGER, "tasks", "who waits for a command", TASKS_KEPT, "when it began to wait");

  public static final Kind COUNTERS =
      item(
              Place.INSIGHTS,
              "counters",
              "statistics by the day, the week and the month",
              COUNTERS_KEPT,
              "the last day that is counted")
          .withOwner();
  public static final Kind HOURS =
      item(
              Place.INSIGHTS,
              "hours",
              "statistics by the hour",
              SUBJECT_DATA,
              "the day that is counted")
          .withOwner();
  public static final Kind VALUES =
      item(
              Place.INSIGHTS,
              "values",
              "hashes of values that are counted by themselves",
              VALUES_KEPT,
              "the last change")
          .withOwner();
  public static final Kind CLOSED =
      stays(Place.INSIGHTS, "closed", "up to which day statistics are closed").withOwner();

  public static final Kind REQUESTS_OF_SUBJECTS =
      item(
              Place.REQUESTS,
              "requests",
              "requests of subjects and reads of the operator's, with their timelines; identities as keyed hashes",
              REQUESTS,
              "when a request was received")
          .withOwner();
  public static final Kind WAYS_TO_REQUESTS =
      item(
          Place.REQUESTS,
          "ways_to_requests",
          "what leads from a keyed hash to a request",
          REQUESTS,
          "when a request was received");
  public static final Kind STANDING_RIGHTS =
      new Kind(
              Place.REQUESTS,
              "standing_rights",
              "what a pseudonym forbade, should the Vault be lost",
              new Keeping.Stays("until it is allowed again"))
          .withOwner();
  public static final Kind STANDING_TOMBSTONES =
      item(
              Place.REQUESTS,
              "standing_tombstones",
              "that a pseudonym was erased, and when, should the Vault be lost",
              SubjectState.TOMBSTONE,
              "the erasure")
          .withOwner();
  public static final Kind CLOSINGS =
      item(
              Place.REQUESTS,
              "closings",
              "that a feature was switched off, a key closed, settings changed, or a contact corrected or deleted, should the Registry be lost",
              CLOSINGS_KEPT,
              "when that was done for the last time")
          .withOwner();
  public static final Kind DISCLOSURES =
      item(
              Place.REQUESTS,
              "disclosures",
              "entries of the register of disclosures",
              REQUESTS,
              "the disclosure")
          .withOwner();
  public static final Kind COPIES_OF_RECEIPTS =
      item(Place.REQUESTS, "receipts", "copies of receipts", REQUESTS, "when it was issued");
  public static final Kind CHAINS =
      stays(Place.REQUESTS, "chains", "the number and hash of a customer's last receipt");
  public static final Kind EXPORTS =
      item(
              Place.REQUESTS,
              "exports",
              "exports that were asked for",
              Term.EXPORTS.length(),
              "when it was asked for")
          .withOwner();
  public static final Kind PACKAGES =
      item(
          Place.REQUESTS,
          "packages",
          "that a package for a subject can be had",
          Term.EXPORTS.length(),
          "when it was made");
  public static final Kind AUDITS =
      item(
              Place.REQUESTS,
              "audits",
              "audits that were asked for",
              REQUESTS,
              "when it was asked for")
          .withOwner();

  public static final Kind TERMINATIONS_UNDER_WAY =
      new Kind(
              Place.REQUESTS,
              "terminations_under_way",
              "that an application or a customer is to end",
              new Keeping.Stays("until it is over"))
          .withOwner();
  public static final Kind TERMINATIONS =
      item(
              Place.REQUESTS,
              "terminations",
              "that an application or a customer was terminated, or was to be",
              REQUESTS,
              "when it was over")
          .withOwner();
  public static final Kind EMPTIED =
      item(
              Place.REQUESTS,
              "emptied",
              "what a termination found in stores, in numbers",
              MEASUREMENTS_KEPT,
              "when it was measured")
          .withOwner();

  static final List<Kind> ALL =
      List.of(
          CUSTOMERS,
          APPLICATIONS,
          API_KEYS,
          FEATURE_SWITCHES,
          SUB_PROCESSORS,
          APPLICATION_KEYS,
          SUBJECTS,
          TOMBSTONES,
          LIVES_UNDER_A_RIGHT,
          RIGHTS,
          LINKS,
          LABELS,
          PROFILES,
          CASES,
          MINUTES,
          ROUND,
          RECOVERIES,
          ENTRIES,
          HEADERS,
          TAKEN,
          MARKS,
          ARCHIVED_LABELS,
          GOALS_ORDERS,
          TASKS,
          COUNTERS,
          HOURS,
          VALUES,
          CLOSED,
          REQUESTS_OF_SUBJECTS,
          WAYS_TO_REQUESTS,
          STANDING_RIGHTS,
          STANDING_TOMBSTONES,
          CLOSINGS,
          DISCLOSURES,
          COPIES_OF_RECEIPTS,
          CHAINS,
          EXPORTS,
          PACKAGES,
          AUDITS,
          TERMINATIONS_UNDER_WAY,
          TERMINATIONS,
          EMPTIED);

  private TableKinds() {}

  private static Kind stays(Place place, String name, String what) {
    return new Kind(place, name, what, new Keeping.Stays(WITH_ITS_CUSTOMER));
  }

  private static Kind item(Place place, String name, String what, Duration longest, String from) {
    return new Kind(place, name, what, new Keeping.Ends(longest, from, Lateness.DYNAMODB));
  }
}
