package dev.lethe.ingest.gate;

import dev.lethe.ingest.request.Whose;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.IssuedKey;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.SubjectState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/// What was known when a request came.
///
/// @param key what came, as the Registry knows it
/// @param states of those who are known at all
/// @param links of users to devices, in the lives of both that the Vault knows, with the last day
///   that both were seen together, UTC
public record View(
    IssuedKey key,
    Application application,
    Keyring keyring,
    Map<Identity, SubjectState> states,
    Map<Whose, LocalDate> links) {

  public View {
    states = Map.copyOf(states);
    links = Map.copyOf(links);
  }

  /// What the Vault holds of a subject, also what is past its time: a change refers to it.
  public SubjectState stored(Identity identity) {
    return states.getOrDefault(identity, SubjectState.UNKNOWN);
  }

  /// What of it counts at a time. A life whose key was lost with the Vault, or destroyed with all
  /// that user ids had collected, is over, whether or not the Vault knows that yet.
  public SubjectState state(Identity identity, Instant now) {
    var state = stored(identity).at(now, application.settings().retentionDays());
    return state.life() != null && keyring.isLost(state.life().key()) ? state.standing(now) : state;
  }

  /// The last day that a user and a device were seen together, UTC; nothing if they were not, or if
  /// the user's life is over without the Vault knowing it: that leaves its links.
  public Optional<LocalDate> linked(Whose pair) {
    var user = pair.user();
    var life = user == null ? null : stored(user).life();
    return life != null && keyring.isLost(life.key())
        ? Optional.empty()
        : Optional.ofNullable(links.get(pair));
  }
}
