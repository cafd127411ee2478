package dev.lethe.shared.registry;

/// Enters customers and applications in the Registry, each with its first key, both or neither.
public interface Enrolment {

  /// Enters a customer and a key that acts for it.
  void enrol(Customer customer, ApiKey secretKey);

  /// Enters an application and a key that sends its events.
  void enrol(Application application, ApiKey writeKey);
}
