package dev.lethe.ingest.request;

/// A request that cannot be taken as a whole. The message tells the sender what to do, and nothing
/// of what was sent.
public final class RefusedRequestException extends Exception {

  /// Why.
  public enum Reason {
    MALFORMED,
    TOO_LARGE
  }

  private final Reason reason;

  private RefusedRequestException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public static RefusedRequestException malformed(String message) {
    return new RefusedRequestException(Reason.MALFORMED, message);
  }

  public static RefusedRequestException tooLarge(String message) {
    return new RefusedRequestException(Reason.TOO_LARGE, message);
  }

  public Reason reason() {
    return reason;
  }

  /// What to tell the sender.
  public String detail() {
    return String.valueOf(getMessage());
  }
}
