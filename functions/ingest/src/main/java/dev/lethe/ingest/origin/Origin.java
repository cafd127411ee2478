package dev.lethe.ingest.origin;

import dev.lethe.shared.address.MaskedAddress;

/// Where an event came from: all that outlives its address.
///
/// @param network the masked address
/// @param country ISO 3166-1 alpha-2, or [dev.lethe.shared.record.Dimension#UNKNOWN]
public record Origin(MaskedAddress network, String country) {}
