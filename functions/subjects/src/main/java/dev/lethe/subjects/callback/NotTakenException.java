package dev.lethe.subjects.callback;

/// A callback was not taken; it may be sent again.
public final class NotTakenException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /// Why not.
  public enum Reason {
    /// The status before it is to be tried first.
    EARLY,
    /// The name has no address.
    UNKNOWN_HOST,
    /// The name has an address that is not public.
    NOT_PUBLIC,
    /// There was no connection, or it broke.
    UNREACHABLE,
    /// TLS failed: the certificate is not of the name, say, or of nobody who is trusted.
    NOT_TRUSTED,
    /// It took too long.
    TOO_SLOW,
    /// It was answered with something else than a status of the 200s; a redirection is one.
    REFUSED
  }

  public NotTakenException(Reason reason) {
    super(reason.name());
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
