package dev.lethe.ingest.screenshot;

import dev.lethe.shared.record.Bytes;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// Where apps upload screenshots to, until they are looked at.
public interface Uploads {

  /// How an app uploads: by `PUT` to this address with these headers, and with no others.
  record Upload(URI url, Map<String, String> headers) {

    public Upload {
      headers = Map.copyOf(headers);
    }
  }

  /// Offers an upload of what a form says, and of nothing else.
  ///
  /// @param time until when it must have begun
  Upload offer(String name, ScreenshotForm form, Duration time);

  /// What became of an upload.
  sealed interface State {

    /// There is none, or not yet.
    record Missing() implements State {}

    /// It was looked at, and nothing of it is left.
    record Settled() implements State {}

    /// It is there, and longer than it may be.
    record TooLong() implements State {}

    /// It is there.
    record There(Bytes picture) implements State {}
  }

  /// Looks at an upload.
  ///
  /// @param most how many bytes it may have
  State state(String name, int most);

  /// Puts a mark in its place: it was looked at. The mark says nothing of what came of it, and goes
  /// by itself after a day.
  void settle(String name);

  /// Deletes it, as if there had been none.
  void discard(String name);
}
