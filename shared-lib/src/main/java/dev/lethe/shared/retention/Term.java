package dev.lethe.shared.retention;

import dev.lethe.shared.record.WireNamed;
import java.time.Duration;
import java.time.Instant;

/// For how long something is kept, at the longest. What the requirements promise is an operator's
/// to shorten, or to lengthen where they ask for a least: by parameters of `template.yaml`, told to
/// each function in the variable [RetentionPolicy#VARIABLE]. The others are as the design says.
///
/// Whatever ends by itself, in a table, a bucket or a log, ends by one of these;
/// `test_retention.py` sees that each does.
public enum Term implements WireNamed {
  /// Data of subjects, and what was counted of whom (requirement T4). Not shorter than a month and
  /// the 30 days that an event may be late: until then it is to be known whom a month has seen.
  SUBJECT_DATA(62, 90, 90),
  /// Logs of functions (requirement T2).
  LOGS(1, 60, 60),
  /// Logs with addresses (requirement T3).
  ACCESS_LOGS(1, 731, 731),
  /// How far back tables can be restored (requirement T1).
  BACKUPS(1, 30, 30),
  /// Requests, receipts and disclosures: 24 months at least (requirement T5).
  REQUESTS(731, 760, 3653),
  /// What is on its way; DynamoDB and Kinesis take whole days and hours.
  STREAM(7),
  /// What could not be stored.
  FAILURES(30),
  /// Exports, and packages for subjects.
  EXPORTS(7),
  /// Pictures that were uploaded and not completed.
  UPLOADS(1),
  /// Results of queries.
  QUERY_RESULTS(1),
  /// What a probe that runs has measured so far.
  MEASURES(1);

  private final int least;
  private final int standard;
  private final int most;

  Term(int days) {
    this(days, days, days);
  }

  Term(int least, int standard, int most) {
    this.least = least;
    this.standard = standard;
    this.most = most;
  }

  /// The fewest days that an operator may choose.
  public int least() {
    return least;
  }

  /// The days, unless the operator chose others.
  public int standard() {
    return standard;
  }

  /// The most days that an operator may choose.
  public int most() {
    return most;
  }

  /// The days in this deployment.
  public int days() {
    return RetentionPolicy.OF_PROCESS.days(this);
  }

  /// When something ends that was to be kept for some days: for no more than this term, though it
  /// was longer when they were promised.
  public Instant end(Instant from, int promised) {
    return from.plus(Duration.ofDays(Math.min(promised, days())));
  }

  /// The time in this deployment.
  public Duration length() {
    return Duration.ofDays(days());
  }
}
