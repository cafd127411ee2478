package dev.lethe.ingest.gate;

/// An application's keys are not in the Vault: it was lost, or is not filled again yet. Nothing may
/// be taken until it is, or a subject's rights could be passed over.
public final class KeysMissingException extends Exception {

  public KeysMissingException() {
    super("The application's keys are not in the Vault.");
  }
}
