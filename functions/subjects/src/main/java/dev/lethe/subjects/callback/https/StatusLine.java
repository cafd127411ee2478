package dev.lethe.subjects.callback.https;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/// The status of an answer, which is all that is read of it.
final class StatusLine {

  /// Of what comes before the status: lines of interim answers, and of the last one.
  static final int MOST_BYTES = 16 * 1024;

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)( .*)?");

  private final InputStream answer;
  private int left = MOST_BYTES;

  private StatusLine(InputStream answer) {
    this.answer = answer;
  }

  /// @throws IOException if what comes is no answer of HTTP/1.1, or the status comes too late in it
  static int read(InputStream answer) throws IOException {
    return new StatusLine(answer).status();
  }

  private int status() throws IOException {
    while (true) {
      var line = STATUS.matcher(line());
      if (!line.matches()) {
        throw new IOException("This is no answer.");
      }
      var status = Integer.parseInt(line.group(1));
      if (status >= 200) {
        return status;
      }
      // An interim answer ends with an empty line, and another follows.
      while (!line().isEmpty()) {
        // Its headers say nothing that is needed.
      }
    }
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    while (left-- > 0) {
      var next = answer.read();
      if (next == '\n') {
        return line.toString(ISO_8859_1).stripTrailing();
      }
      if (next < 0) {
        break;
      }
      line.write(next);
    }
    throw new IOException("An answer ends too early, or says its status too late.");
  }
}
