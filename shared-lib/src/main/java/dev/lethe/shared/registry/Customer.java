package dev.lethe.shared.registry;

/// A company whose apps send events: the controller of their subjects' data.
///
/// @param id opaque: `cus_…`
/// @param company its name
/// @param email where it is reached
public record Customer(String id, String company, String email) {}
