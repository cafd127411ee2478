package dev.lethe.subjects.request;

import dev.lethe.shared.record.WireNamed;

/// Why a request is not served. Nothing in it is from the request.
///
/// @param status the HTTP status; OpenDSR has 400 for every body that is refused (section 7.5)
/// @param reason stable, for programs
/// @param message what is wrong and what to send instead
public record Refusal(int status, Reason reason, String message) {

  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  /// The kinds of refusal.
  public enum Reason implements WireNamed {
    /// It is no JSON object, or says a field twice.
    MALFORMED,
    TOO_LARGE,
    MISSING_FIELD,
    UNKNOWN_FIELD,
    INVALID_VALUE,
    /// The specification has it, and we do not.
    UNSUPPORTED,
    /// It does not say who the subject is (requirement R7).
    NOT_IDENTIFYING,
    /// It names no application of the customer's.
    UNKNOWN_APPLICATION,
    /// The application has ended: nothing of its subjects is held, or soon will not be.
    TERMINATED,
    /// Another request has this `subject_request_id`.
    ID_REUSED,
    NOT_FOUND,
    /// It is begun, or over.
    NOT_CANCELLABLE
  }

  static Refusal of(Reason reason, String message) {
    return new Refusal(BAD_REQUEST, reason, message);
  }

  /// The application that is named is not there, or another customer's.
  public static Refusal unknownApplication() {
    return of(
        Reason.UNKNOWN_APPLICATION,
        "application_id in our extension must be the id of an application of yours.");
  }

  /// The application has ended.
  public static Refusal terminated() {
    return of(
        Reason.TERMINATED,
        "The application has ended, and with it all that is held of its subjects. GET /v1/apps/{app}/termination says how far that is.");
  }

  /// Somebody else would be called than the application may call.
  public static Refusal callbackHost() {
    return of(
        Reason.INVALID_VALUE,
        "Each of status_callback_urls must be of a host that the application names in callbackHosts. GET /v1/apps/{app} shows them.");
  }

  /// No application is named, and the customer has none, or several.
  public static Refusal whichApplication() {
    return of(
        Reason.MISSING_FIELD,
        "application_id is needed in our extension: you do not have exactly one application.");
  }

  /// The same id came with another body.
  public static Refusal idReused() {
    return of(
        Reason.ID_REUSED,
        "Another request has this subject_request_id. Make a new id for each request.");
  }

  /// There is no such request of the customer's.
  public static Refusal notFound() {
    return new Refusal(
        NOT_FOUND, Reason.NOT_FOUND, "There is no request of yours with this subject_request_id.");
  }

  /// A request has no package, not yet or not any more.
  public static Refusal noResults() {
    return new Refusal(
        NOT_FOUND,
        Reason.NOT_FOUND,
        "There are no results. Requests for access have some for 7 days from when they are completed.");
  }

  /// A request has no receipt, not yet or at all.
  public static Refusal noReceipt() {
    return new Refusal(
        NOT_FOUND,
        Reason.NOT_FOUND,
        "There is no receipt. Requests for erasure have one when they are completed.");
  }

  /// A request is cancelled while it is pending, and not any more.
  public static Refusal notCancellable(RequestStatus status) {
    return new Refusal(
        CONFLICT,
        Reason.NOT_CANCELLABLE,
        "A request can be cancelled while it is pending; this one is %s. What is begun is done to its end."
            .formatted(status.wireName()));
  }
}
