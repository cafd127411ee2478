package dev.lethe.shared.vault;

import dev.lethe.shared.record.Purpose;
import java.util.Set;

/// What a subject, or the customer on its behalf, has forbidden. It lasts until it is lifted,
/// through erasures too.
///
/// @param optedOut an SDK said for its own anonymous id that nothing is to be collected
/// @param stopped the customer said so for the subject; an SDK cannot lift it
/// @param restricted data is kept, and not used
/// @param objections purposes that the data may not be used for
public record Rights(
    boolean optedOut, boolean stopped, boolean restricted, Set<Purpose> objections) {

  /// Nothing is forbidden.
  public static final Rights NONE_USED = new Rights(false, false, false, Set.of());

  public Rights {
    objections = Set.copyOf(objections);
  }

  /// Whether nothing at all may be collected.
  public boolean forbidCollection() {
    return optedOut || stopped;
  }

  public Rights withOptedOut(boolean out) {
    return new Rights(out, stopped, restricted, objections);
  }
}
