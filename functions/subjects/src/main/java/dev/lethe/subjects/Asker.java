package dev.lethe.subjects;

/// Who asks.
///
/// @param customer the customer's id
/// @param key what the key that asks is called in records
record Asker(String customer, String key) {}
