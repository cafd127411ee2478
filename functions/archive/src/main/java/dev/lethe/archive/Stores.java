package dev.lethe.archive;

import dev.lethe.shared.goals.GoalsOrders;
import dev.lethe.shared.lane.Failures;
import dev.lethe.shared.lane.Lineage;
import dev.lethe.shared.lane.TaskAnswers;
import dev.lethe.shared.registry.GoneApplications;
import dev.lethe.shared.vault.LabelledSubjects;

/// All that archiving reads and writes.
public record Stores(
    LineFiles files,
    ArchiveObjects objects,
    Checkpoints checkpoints,
    LabelIndex index,
    Standings standings,
    LabelledSubjects subjects,
    Failures failures,
    Lineage lineage,
    TaskAnswers answers,
    GoneApplications gone,
    GoalsOrders goals) {}
