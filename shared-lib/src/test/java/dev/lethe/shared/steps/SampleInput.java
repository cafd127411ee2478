package dev.lethe.shared.steps;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Sample inputs of steps, in `events/`.
public final class SampleInput {

  private SampleInput() {}

  /// The input of a name, as Lambda gives it to a function.
  @SuppressWarnings("unchecked")
  public static Map<String, Object> of(String name) {
    var file = "/events/" + name + ".json";
    try (var sample = SampleInput.class.getResourceAsStream(file)) {
      return new HashMap<String, Object>(
          new JsonMapper().readValue(Objects.requireNonNull(sample, file), Map.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
