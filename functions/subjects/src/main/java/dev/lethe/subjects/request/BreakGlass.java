package dev.lethe.subjects.request;

import dev.lethe.shared.disclosure.DisclosureEntry;

/// Why the operator reads what is held of a subject, for whom, and by which of its own cases.
///
/// @param recipient who is to have it
/// @param ground why that is permitted
/// @param reference what the operator calls the case: `CASE-2026-17`; nothing of a subject
public record BreakGlass(
    DisclosureEntry.Recipient recipient, DisclosureEntry.Ground ground, String reference) {}
