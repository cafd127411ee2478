package dev.lethe.ingest.gate;

import dev.lethe.ingest.request.Whose;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.KeyUses;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/// A gate that opens to no key that has expired, and notes on which days keys are used.
public final class KeyedGate implements Gate {

  private final Gate gate;
  private final KeyUses uses;
  private final Clock clock;

  public KeyedGate(Gate gate, KeyUses uses, Clock clock) {
    this.gate = gate;
    this.uses = uses;
    this.clock = clock;
  }

  @Override
  public Optional<View> view(ApiKey key, Set<Whose> whose) throws KeysMissingException {
    var now = clock.instant();
    var view = gate.view(key, whose).filter(found -> !found.key().hasExpired(now));
    view.ifPresent(found -> uses.note(found.key(), now));
    return view;
  }
}
