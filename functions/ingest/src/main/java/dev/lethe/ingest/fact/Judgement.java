package dev.lethe.ingest.fact;

import dev.lethe.shared.record.Fact;

/// What becomes of one event.
public sealed interface Judgement {

  /// It is taken; this is what it adds to statistics.
  record Taken(Fact fact) implements Judgement {}

  /// It is not.
  record Rejected(Rejection why) implements Judgement {}
}
