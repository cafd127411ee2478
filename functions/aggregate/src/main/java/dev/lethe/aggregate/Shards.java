package dev.lethe.aggregate;

import dev.lethe.aggregate.Marks.Mark;

/// Keeps a subject's lane in order where shards are split and merged: its earlier records are in
/// the parents of the shard that its later ones are in.
final class Shards {

  private final Marks marks;
  private final Lineage lineage;

  Shards(Marks marks, Lineage lineage) {
    this.marks = marks;
    this.lineage = lineage;
  }

  Mark mark(long shard) {
    return marks.of(shard);
  }

  void move(Position last) {
    marks.move(last);
  }

  /// Whether all that came before a new shard is applied.
  boolean mayBegin(long shard) {
    return lineage.parents(shard).stream().allMatch(this::isApplied);
  }

  /// A shard without a record has no mark; then its own parents are looked at.
  private boolean isApplied(long shard) {
    var mark = marks.of(shard);
    return lineage.hasEnded(shard, mark.sequence()) && (mark.sequence() != null || mayBegin(shard));
  }
}
