package dev.lethe.shared.vault;

/// Something sealed does not open: it was made under another key, for another subject, or changed
/// since.
public final class WrongKeyException extends Exception {

  public WrongKeyException() {
    super("It was not sealed under this key.");
  }
}
