package dev.lethe.subjects.cases;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.subjects.work.Subject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the Vault is given of a request.
///
/// @param fingerprint of the request: whoever comes with another is another
/// @param subjects whom it names; one at least
/// @param corrections what it puts right, in the form of [CorrectionText]; nothing if nothing
public record NewCase(
    Bytes fingerprint, List<Subject> subjects, Keyring.@Nullable SealedForRequest corrections) {

  /// Shows nobody.
  @Override
  public String toString() {
    return "NewCase[…]";
  }
}
