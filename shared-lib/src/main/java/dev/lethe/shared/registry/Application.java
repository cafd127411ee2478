package dev.lethe.shared.registry;

/// One app of a customer.
///
/// @param id opaque: `app_…`
/// @param customer the customer's id
/// @param name as the customer calls it
public record Application(String id, String customer, String name, Settings settings) {}
