package dev.lethe.aggregate;

import dev.lethe.shared.goals.GoalsOrders;
import dev.lethe.shared.lane.Failures;
import dev.lethe.shared.lane.Lineage;
import dev.lethe.shared.lane.MovingMarks;
import dev.lethe.shared.lane.TaskAnswers;
import dev.lethe.shared.registry.GoneApplications;

/// All that counting reads and writes.
public record Stores(
    Ledger ledger,
    Counters counters,
    Values values,
    Failures failures,
    MovingMarks marks,
    Lineage lineage,
    Takings takings,
    TaskAnswers answers,
    GoneApplications gone,
    GoalsOrders goals) {}
