package dev.lethe.shared.vault;

import java.time.LocalDate;

/// One life of a subject: from its first event, or the first after its last erasure, to the next
/// erasure, or to a silence as long as the application keeps data.
///
/// @param label 128 random bits, base64url, that stand for the subject behind the gate
/// @param key to all that is sealed of this life
/// @param born the day of its first event, in the application's time zone
/// @param seen the last day that a request brought an event of it, UTC
public record Life(String label, Keyring.WrappedKey key, LocalDate born, LocalDate seen) {}
