package dev.lethe.aggregate;

/// All that counting reads and writes.
public record Stores(
    Ledger ledger,
    Counters counters,
    Values values,
    Failures failures,
    Marks marks,
    Lineage lineage,
    Takings takings,
    TaskAnswers answers) {}
