package dev.lethe.infra.simulation;

import dev.lethe.shared.erasure.SubjectCopies;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Pictures, files or results that a store holds of labels.
final class Copies implements SubjectCopies {

  private final Map<String, Long> held = new HashMap<>();
  private final Map<String, Long> ever = new HashMap<>();
  private final Map<String, Long> late = new HashMap<>();
  private final Choices choices;
  private final Incidents incidents;

  Copies(Choices choices, Incidents incidents) {
    this.choices = choices;
    this.incidents = incidents;
  }

  void add(String label) {
    held.merge(label, 1L, Long::sum);
    ever.merge(label, 1L, Long::sum);
  }

  /// How many there are, or were.
  long ever(String label) {
    return ever.getOrDefault(label, 0L);
  }

  /// How many of them came too late.
  long late(String label) {
    return late.getOrDefault(label, 0L);
  }

  @Override
  public long count(String app, String label) {
    return held.getOrDefault(label, 0L);
  }

  @Override
  public long erase(String app, String label) {
    var erased = count(app, label);
    held.remove(label);
    return erased;
  }

  /// The same, behind which somebody may bring one that should not come any more: once at most.
  SubjectCopies overtaken(BooleanSupplier may) {
    return new SubjectCopies() {
      @Override
      public long count(String app, String label) {
        return Copies.this.count(app, label);
      }

      @Override
      public long erase(String app, String label) {
        var erased = Copies.this.erase(app, label);
        if (may.getAsBoolean() && !late.containsKey(label) && choices.oneIn(6)) {
          incidents.add(Incident.CAME_TOO_LATE);
          late.put(label, 1L);
          add(label);
        }
        return erased;
      }
    };
  }
}
