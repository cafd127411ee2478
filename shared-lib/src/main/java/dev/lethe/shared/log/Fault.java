package dev.lethe.shared.log;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/// A failure, told without its messages: messages of libraries may repeat what they were given, and
/// that may be personal. What stays is where it happened.
public final class Fault {

  /// As many frames of each exception as lead back to our own code.
  private static final int FRAMES = 12;

  private Fault() {}

  /// Logs a failure as an error.
  ///
  /// @param what what did not work, in constant words
  public static void log(Logger logger, String what, Throwable failure) {
    logger.error("{} {}", what, trace(failure));
  }

  static String trace(Throwable failure) {
    var frames =
        Arrays.stream(failure.getStackTrace())
            .limit(FRAMES)
            .map(frame -> "\n\tat " + frame)
            .collect(Collectors.joining());
    var cause = failure.getCause();
    return failure.getClass().getName()
        + frames
        + (cause == null ? "" : "\nCaused by: " + trace(cause));
  }
}
