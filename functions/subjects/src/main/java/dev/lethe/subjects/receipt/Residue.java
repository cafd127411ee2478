package dev.lethe.subjects.receipt;

import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.retention.Term;
import dev.lethe.shared.vault.SubjectState;
import java.time.Duration;

/// What an erasure cannot reach and leaves to end by itself. Lifetimes are those of this
/// deployment, and a day or three more where AWS deletes later than that.
public enum Residue implements WireNamed {
  /// The stream cannot be changed.
  STREAM(Term.STREAM, 0, "sealed events, and facts under a random label", "the stream", Why.NO_KEY),
  /// Backups cannot be changed; the Vault and the Ledger have none.
  BACKUPS(
      Term.BACKUPS,
      0,
      "counters as they were, and entries of requests",
      "backups of tables",
      Why.NO_LINK),
  /// CloudWatch deletes within 72 hours of an event's time.
  LOGS(Term.LOGS, 3, "that functions ran, and how long", "logs of functions", Why.NOTHING_PERSONAL),
  ACCESS_LOG(
      Term.ACCESS_LOGS,
      3,
      "addresses of those who sent something, with the time and the route",
      "the access log",
      "It names neither subjects nor labels: nothing says which of its lines are theirs."),
  /// S3 deletes after midnight, as it does below.
  GIVEN_UP_DELIVERIES(
      Term.FAILURES,
      1,
      "sealed events, and facts under a random label, that Lambda gave up on",
      "the failures bucket, under aws/lambda/",
      Why.NO_KEY),
  QUARANTINE(
      Term.UPLOADS,
      1,
      "pictures that were uploaded and not completed",
      "the quarantine bucket",
      "Each is under a random name that no store knows, and only the function reads it."),
  RUNNING_QUERIES(
      Term.QUERY_RESULTS,
      2,
      "facts under a random label, in results of queries that were running",
      "the query results bucket",
      Why.NO_LINK),
  QUERY_HISTORY(
      Duration.ofDays(45),
      "the random label, if somebody wrote it into a query",
      "the history of Athena",
      Why.NO_LINK),
  /// DynamoDB deletes within a few days, as it does below.
  TAKEN_OFF(
      Term.BACKUPS,
      8,
      "what was taken off statistics, without a label",
      "the Ledger table",
      "It says how much was taken off which counters, and not whose it was."),
  DEAD_LABELS(
      Term.SUBJECT_DATA,
      43,
      "that a random label is dead, so that nothing of it comes back",
      "the Ledger table",
      Why.NO_LINK),
  TOMBSTONE(
      SubjectState.TOMBSTONE.plusDays(3).plus(Term.BACKUPS.length()),
      "that a pseudonym was erased and when, so that nothing late brings it back",
      "the Vault table, and the Requests table with its backups",
      "A pseudonym is made with a secret of the application's, and holds nothing but the time.");

  /// More than Athena gives one ([30
  /// minutes](https://docs.aws.amazon.com/athena/latest/ug/service-limits.html), or what an
  /// operator was granted).
  private static final Duration LONGEST_QUERY = Duration.ofDays(1);

  private final Duration lasts;
  private final String what;
  private final String where;
  private final String why;

  Residue(Term term, int more, String what, String where, String why) {
    this(term.length().plusDays(more), what, where, why);
  }

  Residue(Duration lasts, String what, String where, String why) {
    this.lasts = lasts;
    this.what = what;
    this.where = where;
    this.why = why;
  }

  /// Whether one can look if it is gone; of the others the time alone is known at which they end.
  boolean isMeasured() {
    return switch (this) {
      case STREAM, BACKUPS, GIVEN_UP_DELIVERIES, QUARANTINE, RUNNING_QUERIES -> true;
      case LOGS, ACCESS_LOG, QUERY_HISTORY, TAKEN_OFF, DEAD_LABELS, TOMBSTONE -> false;
    };
  }

  /// For how long after an erasure was verified something may be written that holds what was there
  /// before: a query that was running writes what it found when it ends.
  Duration writtenFor() {
    return this == RUNNING_QUERIES ? LONGEST_QUERY : Duration.ZERO;
  }

  /// How long it is there after an erasure was verified, at the longest.
  public Duration lasts() {
    return lasts;
  }

  /// What it is.
  String what() {
    return what;
  }

  /// In which store.
  String where() {
    return where;
  }

  /// Why nobody can read it, or say whose it is.
  String why() {
    return why;
  }

  /// Why several of them tell nobody anything.
  private static final class Why {
    static final String NO_KEY =
        "The key is gone that opens what is sealed, and so is the link from the label to a person.";
    static final String NO_LINK = "The link from the label to a person is gone.";
    static final String NOTHING_PERSONAL = "They hold no identifiers, labels or addresses.";
  }
}
