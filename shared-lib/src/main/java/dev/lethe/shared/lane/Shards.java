package dev.lethe.shared.lane;

import dev.lethe.shared.lane.Marks.Mark;

/// Keeps a subject's lane in order where shards are split and merged: its earlier records are in
/// the parents of the shard that its later ones are in.
public final class Shards {

  private final Marks marks;
  private final Lineage lineage;

  public Shards(Marks marks, Lineage lineage) {
    this.marks = marks;
    this.lineage = lineage;
  }

  /// What is known of a shard.
  public Mark mark(long shard) {
    return marks.of(shard);
  }

  /// Whether all that came before a new shard is applied.
  public boolean mayBegin(long shard) {
    return lineage.parents(shard).stream().allMatch(this::isApplied);
  }

  /// A shard without a record has no mark; then its own parents are looked at.
  private boolean isApplied(long shard) {
    var mark = marks.of(shard);
    return lineage.hasEnded(shard, mark.sequence()) && (mark.sequence() != null || mayBegin(shard));
  }
}
