package dev.lethe.infra.simulation;

import dev.lethe.aggregate.Counters;
import dev.lethe.aggregate.Ledger;
import dev.lethe.shared.lane.Lineage;

/// How the stores behave: as they should, or broken on purpose.
interface Variant {

  /// As they should.
  Variant SOUND = new Variant() {};

  default Ledger of(Ledger ledger, SimulatedStream stream) {
    return ledger;
  }

  default Counters of(Counters counters) {
    return counters;
  }

  default Lineage of(Lineage lineage) {
    return lineage;
  }
}
