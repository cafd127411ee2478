package dev.lethe.shared.registry;

import java.time.Instant;

/// That an application ends, or has ended.
///
/// @param at from when on nothing is taken for it any more, nor told of it
/// @param migrates whether its customer may still export its events afterwards
/// @param isGone whether its keys are destroyed, or just being: what still comes of it is dropped
public record Ending(Instant at, boolean migrates, boolean isGone) {}
