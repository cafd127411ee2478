package dev.lethe.shared.termination;

import static java.time.temporal.ChronoUnit.MILLIS;

import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.retention.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// That a customer ends an application, and all that is kept of it goes; or that the operator ends
/// a customer, and all of its applications.
///
/// @param customer the customer's id
/// @param app the application's id; the customer's own if it is the customer that ends
/// @param by what the key that asked is called in records; `operator` if the customer was ended
/// @param asked when; by this time one is told from an earlier one that was cancelled
/// @param ends when its grace period is over
/// @param status how far it is
/// @param times since when it was each of its statuses
/// @param export the export that a migration waits for; nothing until it is begun
/// @param receipt its receipt's file; nothing until it is done
public record Termination(
    String customer,
    String app,
    Reason reason,
    String by,
    Instant asked,
    Instant ends,
    Status status,
    Map<Status, Instant> times,
    @Nullable String export,
    @Nullable String receipt) {

  /// How long a migration waits for its export to be collected, from the end of its grace period.
  public static final Duration COLLECTION = Duration.ofDays(30);

  /// How long it is known that an application was terminated, or that somebody thought better of it
  /// (requirement T5).
  public static final Duration KEPT = Term.REQUESTS.length();

  /// Who ends applications when their customer ends.
  public static final String OPERATOR = "operator";

  /// Why it ends.
  public enum Reason implements WireNamed {
    /// The customer does not want it any more.
    CANCELLATION,
    /// The contract is over.
    TERMINATION,
    /// It goes elsewhere: first its events are exported.
    MIGRATION
  }

  /// How far it is.
  public enum Status implements WireNamed {
    /// It can be cancelled.
    SCHEDULED,
    CANCELLED,
    /// Nothing is taken any more. Requests of subjects are done first, and a migration's export.
    ENDING,
    /// A migration waits until its customer has collected the export.
    COLLECTING,
    /// The customer has.
    COLLECTED,
    /// Its keys are destroyed, or just being.
    DELETING,
    /// All is gone, and there is a receipt.
    TERMINATED;

    /// Whether that may come after this.
    public boolean mayBecome(Status next) {
      return switch (this) {
        case SCHEDULED -> next == CANCELLED || next == ENDING;
        case ENDING -> next == COLLECTING || next == DELETING;
        case COLLECTING -> next == COLLECTED || next == DELETING;
        case COLLECTED -> next == DELETING;
        case DELETING -> next == TERMINATED;
        case CANCELLED, TERMINATED -> false;
      };
    }
  }

  public Termination {
    asked = asked.truncatedTo(MILLIS);
    ends = ends.truncatedTo(MILLIS);
    times = Map.copyOf(times);
    if (ends.isBefore(asked)) {
      throw new IllegalArgumentException("It ends before it was asked for.");
    }
  }

  /// One that is asked for now.
  public static Termination scheduled(
      String customer, String app, Reason reason, String by, Instant asked, Duration grace) {
    return new Termination(
        customer,
        app,
        reason,
        by,
        asked,
        asked.plus(grace),
        Status.SCHEDULED,
        Map.of(Status.SCHEDULED, asked),
        null,
        null);
  }

  /// The same, become something else.
  public Termination become(Status next, Instant at) {
    var longer = new EnumMap<Status, Instant>(Status.class);
    longer.putAll(times);
    longer.put(next, at);
    return new Termination(customer, app, reason, by, asked, ends, next, longer, export, receipt);
  }

  /// Whether it is the customer that ends.
  public boolean isOfCustomer() {
    return app.equals(customer);
  }

  /// Whether nothing is taken for it any more.
  public boolean hasEnded(Instant now) {
    return status != Status.CANCELLED && !now.isBefore(ends);
  }

  /// Until when a migration's export is waited for: then it is taken for not wanted.
  public Instant collectionEnds() {
    return ends.plus(COLLECTION);
  }
}
