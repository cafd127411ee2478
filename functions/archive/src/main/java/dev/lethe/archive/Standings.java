package dev.lethe.archive;

import java.util.Collection;
import java.util.Map;

/// What the archive knows of labels: those whose life is over, of which no line is written any
/// more; and those that are held, whose facts are sealed.
public interface Standings {

  /// A label's life is over.
  void bury(String label);

  /// A label is held from now on, or free; unless that is known of the same state of its subject,
  /// or of a newer one.
  ///
  /// @param state the version of the subject's state
  void hold(String label, long state, boolean isHeld);

  /// How labels stand; of those that are not in it nothing is known.
  Map<String, LabelStanding> of(Collection<String> labels);

  /// What an erasure found of a label.
  ///
  /// @return what is known from now on: what was said first
  Found note(String label, Found found);

  /// What was found of a label when it was held, or free again.
  ///
  /// @param state the version of the subject's state that asked for it
  /// @return what is known from now on: what was said first
  Found note(String label, long state, Found found);
}
