package dev.lethe.subjects.restore;

import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectState;
import java.util.function.BiConsumer;

/// The register of what stands, beside the Vault.
public interface StandingRegister {

  /// Reads whom the register has in a segment: applications, and their subjects.
  void read(String segment, BiConsumer<String, Pseudonym> sink);

  /// Says what stands, over what may be there.
  void put(String app, Pseudonym subject, SubjectState standing);

  /// Forgets somebody.
  void remove(String app, Pseudonym subject);
}
