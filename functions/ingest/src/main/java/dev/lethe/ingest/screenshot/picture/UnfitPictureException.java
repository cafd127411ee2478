package dev.lethe.ingest.screenshot.picture;

/// A picture that is not what it says, or larger than is taken. The message tells its sender why,
/// in constant words.
public final class UnfitPictureException extends Exception {

  public UnfitPictureException(String why) {
    super(why);
  }

  /// What to tell the sender.
  public String why() {
    return String.valueOf(getMessage());
  }
}
