package dev.lethe.archive;

/// What the archive knows of a label.
///
/// @param isDead its life is over: no line of its is written any more
/// @param isHeld its facts are sealed
public record LabelStanding(boolean isDead, boolean isHeld) {

  /// Of a label that nothing is known of.
  public static final LabelStanding FREE = new LabelStanding(false, false);
}
