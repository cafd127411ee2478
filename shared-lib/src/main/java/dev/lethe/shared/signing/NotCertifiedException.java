package dev.lethe.shared.signing;

/// The operator's certificate is not of the key that signs, or not valid now.
public final class NotCertifiedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotCertifiedException(IllegalStateException cause) {
    super(cause);
  }
}
