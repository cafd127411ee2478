package dev.lethe.shared.registry;

import dev.lethe.shared.record.WireNamed;

/// What an application runs on, as its customer says; nothing depends on it.
public enum Platform implements WireNamed {
  ANDROID,
  IOS,
  IPADOS,
  LINUX,
  MACOS,
  TVOS,
  VISIONOS,
  WATCHOS,
  WEB,
  WINDOWS
}
