package dev.lethe.ingest.fact;

/// What becomes of one event, whoever it is about.
public sealed interface Judgement {

  /// It may be taken; this is what it adds to statistics.
  record Taken(FactDraft fact) implements Judgement {}

  /// It is not.
  record Rejected(Rejection why) implements Judgement {}
}
