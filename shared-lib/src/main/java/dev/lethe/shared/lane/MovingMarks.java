package dev.lethe.shared.lane;

/// Marks that whoever has applied a record moves. One never moves back.
public interface MovingMarks extends Marks {

  /// A record and all before it are applied.
  void move(Position last);
}
