package dev.lethe.insights;

import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.record.Dimension;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What a customer wants to know.
///
/// @param app the application's id
/// @param metric what is counted
/// @param interval how finely time is told apart
/// @param by what to tell apart by; nothing for totals
/// @param from the first day, UTC
/// @param to the last day, included
public record Question(
    String app,
    Metric metric,
    Interval interval,
    @Nullable Dimension by,
    LocalDate from,
    LocalDate to) {}
