package dev.lethe.shared.registry;

/// What an API key lets its holder do.
public sealed interface Grant {

  /// Sends events of one application.
  record Write(String app) implements Grant {}

  /// Acts for one customer.
  record Secret(String customer) implements Grant {}
}
