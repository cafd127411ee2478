package dev.lethe.retention.recovery;

import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The register of what stands of applications' subjects: what is forbidden, and who was erased.
@FunctionalInterface
public interface RightsRegister {

  /// A subject of whom something stands.
  ///
  /// @param state without a life
  record Standing(Pseudonym subject, SubjectState state) {}

  /// Some of an application's, in an order of their own; none if all were shown.
  ///
  /// @param last the last that was shown; nothing to begin with the first
  List<Standing> after(String app, @Nullable Pseudonym last);
}
