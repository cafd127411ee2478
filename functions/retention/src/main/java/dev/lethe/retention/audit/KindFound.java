package dev.lethe.retention.audit;

import dev.lethe.retention.probe.Amount;
import dev.lethe.retention.probe.Amounts.Slot;
import dev.lethe.retention.probe.Breach;
import dev.lethe.retention.probe.Kind;
import dev.lethe.retention.probe.Kinds;
import dev.lethe.retention.probe.Place;
import dev.lethe.retention.probe.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// What an audit says of one kind. Of what is of all applications together it tells no numbers:
/// they would count what others have.
///
/// @param isOwn whether it is the application's alone
/// @param amount what was found
record KindFound(Kind kind, boolean isOwn, Amount amount) {

  /// All kinds of a place: those that it may hold, found or not, and what else was found.
  static List<KindFound> in(Place place, Probe probe, String app) {
    var bySlot = probe.amounts().bySlot();
    var kinds = new TreeSet<>(Kinds.of(place));
    bySlot.keySet().stream()
        .map(Slot::kind)
        .filter(kind -> kind.place() == place)
        .forEach(kinds::add);
    var found = new ArrayList<KindFound>();
    for (var kind : kinds) {
      var own = bySlot.get(new Slot(kind, app));
      var shared = bySlot.get(new Slot(kind, ""));
      if (own != null || (shared == null && kind.saysWhose())) {
        found.add(new KindFound(kind, true, own == null ? Amount.NONE : own));
      }
      if (shared != null || !kind.saysWhose()) {
        found.add(new KindFound(kind, false, shared == null ? Amount.NONE : shared));
      }
    }
    return List.copyOf(found);
  }

  /// What of it is against the policy.
  List<Breach> breaches() {
    return amount.records() == 0 ? List.of() : Breach.of(kind, amount).toList();
  }
}
