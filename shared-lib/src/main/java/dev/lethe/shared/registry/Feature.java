package dev.lethe.shared.registry;

import dev.lethe.shared.record.WireNamed;

/// What an application collects only if its customer switched it on, and stated on which lawful
/// basis. While a feature is off, its data is dropped before anything is stored.
public enum Feature implements WireNamed {
  /// `Goal Reached` events.
  GOALS,
  /// Traits of users and groups, and the place that a device is at.
  USER_ATTRIBUTES,
  /// `userId`, and what else names a user or a device: advertising ids, push tokens, external ids.
  END_USER_IDENTIFIER,
  /// Pictures of what the user saw.
  SCREENSHOTS
}
