package dev.lethe.ingest.screenshot;

import dev.lethe.ingest.request.RefusedRequestException;
import dev.lethe.shared.record.Records;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/// What apps say of screenshots, for tests.
final class Forms {

  private Forms() {}

  /// Of a PNG of the device `d1`, taken and sent at noon.
  static Map<String, String> fields(byte[] picture) {
    return Map.of(
        "anonymousId", "d1",
        "contentType", "image/png",
        "contentLength", Integer.toString(picture.length),
        "checksumSha256", checksum(picture),
        "timestamp", Records.NOON.toString(),
        "sentAt", Records.NOON.toString());
  }

  /// The same with other fields; an empty one is left out.
  static Map<String, String> with(Map<String, String> fields, String... others) {
    var all = new HashMap<>(fields);
    for (var i = 0; i < others.length; i += 2) {
      all.put(others[i], others[i + 1]);
      if (others[i + 1].isEmpty()) {
        all.remove(others[i]);
      }
    }
    return all;
  }

  static ScreenshotForm form(Map<String, String> fields) {
    try {
      return ScreenshotForm.of(fields);
    } catch (RefusedRequestException e) {
      throw new AssertionError(e);
    }
  }

  static String checksum(byte[] picture) {
    try {
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(picture));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
