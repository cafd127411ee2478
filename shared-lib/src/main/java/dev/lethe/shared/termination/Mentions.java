package dev.lethe.shared.termination;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Finds an application's id among bytes, whatever they are.
public final class Mentions {

  private Mentions() {}

  /// Whether bytes come to the id anywhere.
  public static boolean of(String app, byte[] bytes) {
    var id = app.getBytes(StandardCharsets.US_ASCII);
    for (var at = 0; at + id.length <= bytes.length; at++) {
      if (bytes[at] == id[0] && Arrays.equals(bytes, at, at + id.length, id, 0, id.length)) {
        return true;
      }
    }
    return false;
  }
}
