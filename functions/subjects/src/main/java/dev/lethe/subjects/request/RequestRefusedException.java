package dev.lethe.subjects.request;

/// A body that is no request which can be served.
public final class RequestRefusedException extends Exception {

  private final transient Refusal refusal;

  RequestRefusedException(Refusal refusal) {
    super(refusal.message());
    this.refusal = refusal;
  }

  RequestRefusedException(Refusal.Reason reason, String message) {
    this(Refusal.of(reason, message));
  }

  /// Why.
  public Refusal refusal() {
    return refusal;
  }
}
