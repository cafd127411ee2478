package dev.lethe.shared.vault;

/// What an identity is called in the Vault, and nowhere else but in Requests: HMAC-SHA-256 of it
/// under the application's pepper, 128 bits, base64url.
///
/// @param text 22 characters
public record Pseudonym(String text) {}
