package dev.lethe.shared.registry;

import dev.lethe.shared.record.WireNamed;

/// What an erasure does about statistics in which the subject was counted.
public enum ErasureMode implements WireNamed {
  /// It takes the subject off all of them.
  SUBTRACT,
  /// It leaves groups as they are that are so large that they say nothing of anybody, unless the
  /// subject objected to statistics; and takes the subject off all others.
  KEEP
}
