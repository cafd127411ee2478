package dev.lethe.shared.content;

/// What a screenshot is called in its bucket. All of one life are found by it, and how long each is
/// kept.
///
/// @param app the application's id
/// @param label of the life that it is of
/// @param retentionDays for how many days the application kept data when it came
/// @param id of the upload
public record ScreenshotName(String app, String label, int retentionDays, String id) {

  private static final String FOLDER = "screenshots/";

  /// What the names of all screenshots of a life begin with, and no others'.
  public static String prefix(String app, String label) {
    return FOLDER + app + '/' + label + '/';
  }

  /// The name that a key of a life says.
  ///
  /// @throws IllegalArgumentException if it is the key of something else
  public static ScreenshotName of(String app, String label, String key) {
    var prefix = prefix(app, label);
    // A label may have a hyphen in it.
    var end = key.indexOf('-', prefix.length());
    if (!key.startsWith(prefix) || end < 0) {
      throw new IllegalArgumentException("It is no screenshot of this life.");
    }
    return new ScreenshotName(
        app, label, Integer.parseInt(key.substring(prefix.length(), end)), key.substring(end + 1));
  }

  /// The object's key.
  public String key() {
    return prefix(app, label) + retentionDays + '-' + id;
  }
}
