package dev.lethe.ingest.request;

import dev.lethe.shared.record.EventType;
import dev.lethe.shared.record.WireNamed;
import java.util.Optional;
import java.util.Set;

/// What a path of the tracking API asks for.
public sealed interface Call {

  /// One event, of a type that the path tells: `/v1/track`.
  record Single(EventType type) implements Call {}

  /// A batch of events, each with its type: `/v1/batch`, `/v1/import` (Segment's Java library),
  /// `/v1/b` (Segment's mobile and browser libraries).
  record Batch() implements Call {}

  /// Whether anything is to be collected from the device that asks: `/v1/optout`, `/v1/optin`.
  record Collection(boolean allowed) implements Call {}

  /// The names of [Batch].
  Set<String> BATCHES = Set.of("batch", "import", "b");

  /// The call of a path below `/v1/`, with or without a slash at its end; nothing if there is none.
  static Optional<Call> at(String path) {
    var name = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    if (BATCHES.contains(name)) {
      return Optional.of(new Batch());
    }
    return switch (name) {
      case "optout" -> Optional.of(new Collection(false));
      case "optin" -> Optional.of(new Collection(true));
      default -> WireNamed.find(EventType.class, name).map(Single::new);
    };
  }
}
