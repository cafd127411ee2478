package dev.lethe.shared.processors;

import java.time.LocalDate;
import java.util.List;

/// The register of sub-processors: one for all customers. Nothing in it is changed but for an end.
public interface SubProcessors {

  /// How many there are at most, those that have ended included.
  int MOST = 100;

  /// All of them, those that came first before.
  List<SubProcessor> all();

  /// Enters one.
  ///
  /// @return false if there are as many as may be
  boolean add(SubProcessor one);

  /// Says when one ends, in the place of what was said before.
  ///
  /// @return false if it is not there
  boolean end(String id, LocalDate until);
}
