package dev.lethe.shared.processors;

import dev.lethe.shared.record.WireNamed;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Somebody else whom the operator leaves data to (GDPR, article 28 (2) and (4)).
///
/// @param id opaque: `sub_…`
/// @param name who
/// @param country where, as ISO 3166-1 alpha-2: `DE`
/// @param purpose what for
/// @param safeguard what a transfer there rests on
/// @param announced when it was entered, UTC
/// @param from the first day on which it has data
/// @param until the first day on which it has none any more; nothing if nobody said so
public record SubProcessor(
    String id,
    String name,
    String country,
    String purpose,
    Safeguard safeguard,
    LocalDate announced,
    LocalDate from,
    @Nullable LocalDate until) {

  /// What a transfer rests on (GDPR, chapter V).
  public enum Safeguard implements WireNamed {
    /// Data stays where the GDPR holds.
    WITHIN_EEA,
    /// Article 45.
    ADEQUACY_DECISION,
    /// Article 46 (2) (c) and (d).
    STANDARD_CONTRACTUAL_CLAUSES,
    /// Article 46 (2) (b).
    BINDING_CORPORATE_RULES,
    /// Article 46 (2) (e) and (f).
    CODE_OR_CERTIFICATION
  }

  /// How it stands on a day.
  public enum State implements WireNamed {
    ANNOUNCED,
    CURRENT,
    ENDED
  }

  public State state(LocalDate today) {
    if (until != null && !today.isBefore(until)) {
      return State.ENDED;
    }
    return today.isBefore(from) ? State.ANNOUNCED : State.CURRENT;
  }

  public SubProcessor until(LocalDate day) {
    return new SubProcessor(id, name, country, purpose, safeguard, announced, from, day);
  }
}
