package dev.lethe.ingest.screenshot;

import dev.lethe.shared.record.Bytes;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Uploads that are there as long as a test lives. Whoever uploads is not held to what was offered.
final class InMemoryUploads implements Uploads {

  private final Map<String, State> states = new HashMap<>();
  private Runnable beforeNextSettled = () -> {};

  @Override
  public Upload offer(String name, ScreenshotForm form, Duration time) {
    return new Upload(
        URI.create("https://quarantine.example/" + name + "?for=" + time),
        Map.of("content-type", form.type().mediaType()));
  }

  void upload(String name, byte[] picture) {
    states.put(name, new State.There(Bytes.copyOf(picture)));
  }

  @Override
  public State state(String name, int most) {
    var state = states.getOrDefault(name, new State.Missing());
    return state instanceof State.There(var picture) && picture.length() > most
        ? new State.TooLong()
        : state;
  }

  @Override
  public void settle(String name) {
    var interference = beforeNextSettled;
    beforeNextSettled = () -> {};
    interference.run();
    states.put(name, new State.Settled());
  }

  @Override
  public void discard(String name) {
    states.remove(name);
  }

  /// What is there, by name.
  Map<String, State> states() {
    return Map.copyOf(states);
  }

  /// Does something before the next mark is put.
  void beforeNextSettled(Runnable interference) {
    beforeNextSettled = interference;
  }
}
