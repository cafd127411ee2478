package dev.lethe.shared.registry;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// The journal of what was closed and changed, beside the Registry: whoever restores that from a
/// backup opens nothing that was closed since, keeps no more than was asked for since, and brings
/// back nobody who was corrected or deleted since.
@FunctionalInterface
public interface Closings {

  /// What was closed of an application or a customer, as far back as backups go.
  Closed of(String owner);

  /// What was closed, each for the last time.
  ///
  /// @param features how each was switched off
  /// @param erased when something was erased that exports may have, whatever was switched since
  /// @param keys from when on each grants nothing any more, by their hashes; it may be to come
  /// @param change how an application was changed the last time
  /// @param contacts when each was corrected or deleted, by their ids
  record Closed(
      Map<Feature, FeatureSwitch> features,
      Optional<Instant> erased,
      Map<String, Instant> keys,
      Optional<Change> change,
      Map<String, Instant> contacts) {

    public static final Closed NOTHING =
        new Closed(Map.of(), Optional.empty(), Map.of(), Optional.empty(), Map.of());

    public Closed {
      features = Map.copyOf(features);
      keys = Map.copyOf(keys);
      contacts = Map.copyOf(contacts);
    }
  }

  /// How an application was changed.
  ///
  /// @param settings of which its features and its time zone say nothing
  record Change(Instant at, Settings settings) {}
}
