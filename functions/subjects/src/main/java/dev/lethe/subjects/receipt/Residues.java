package dev.lethe.subjects.receipt;

import java.util.Optional;

/// Where residues are looked for.
@FunctionalInterface
public interface Residues {

  /// What there is of a residue that can be measured; nothing if it cannot be told now.
  Optional<Remains> measure(Residue residue);
}
