package dev.lethe.ingest.gate;

/// An application's keys are not in the Vault. They were destroyed, because it is terminated; or
/// the Vault was lost, or is not filled again yet, and nothing may be taken until it is, or a
/// subject's rights could be passed over.
public final class KeysMissingException extends Exception {

  private final boolean isTerminated;

  public KeysMissingException() {
    this(false);
  }

  /// @param isTerminated whether they were destroyed, for good
  public KeysMissingException(boolean isTerminated) {
    super("The application's keys are not in the Vault.");
    this.isTerminated = isTerminated;
  }

  /// Whether they never come back.
  public boolean isTerminated() {
    return isTerminated;
  }
}
