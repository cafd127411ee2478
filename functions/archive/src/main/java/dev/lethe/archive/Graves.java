package dev.lethe.archive;

import java.util.Collection;
import java.util.Set;

/// Labels whose life is over, as the archive knows it: no line of theirs is written any more.
public interface Graves {

  /// A label's life is over.
  void bury(String label);

  /// Those of them whose life is over.
  Set<String> dead(Collection<String> labels);

  /// What was found of a label.
  ///
  /// @return what is known from now on: what was said first
  Found note(String label, Found found);
}
