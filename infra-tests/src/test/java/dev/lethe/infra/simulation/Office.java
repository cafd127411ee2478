package dev.lethe.infra.simulation;

import dev.lethe.shared.vault.Identity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What outlives the steps of flows: what was asked for, how far it is, and the notes that are
/// written with the Vault's items in one transaction.
final class Office {

  private final List<Erasure> erasures = new ArrayList<>();
  private final List<Objection> objections = new ArrayList<>();

  /// By subject, the objection whose command is not yet in the lane.
  private final Map<Identity, Objection> pending = new HashMap<>();

  private int tokens;

  /// A request to erase somebody.
  static final class Erasure {
    final int number;
    final Identity subject;

    /// Labels to erase, and the tokens of the commands that asked for it.
    final Map<String, List<String>> work = new LinkedHashMap<>();

    boolean isBegun;
    boolean isDone;

    /// From which number of subjects on groups are kept; nothing if none is.
    @Nullable Long keepFrom;

    /// The version of the subject's state that the erasure made.
    long state;

    Erasure(int number, Identity subject, @Nullable Long keepFrom) {
      this.number = number;
      this.subject = subject;
      this.keepFrom = keepFrom;
    }

    @Override
    public String toString() {
      return "erasure " + number;
    }
  }

  /// An objection to statistics, or its lifting.
  static final class Objection {
    final int number;
    final Identity subject;
    final boolean isLifting;
    final List<String> tokens = new ArrayList<>();
    boolean isSet;
    boolean isDone;

    /// The life that it is about; nothing if there was none.
    @Nullable String label;

    long state;

    Objection(int number, Identity subject, boolean isLifting) {
      this.number = number;
      this.subject = subject;
      this.isLifting = isLifting;
    }

    @Override
    public String toString() {
      return (isLifting ? "lifting " : "objection ") + number;
    }
  }

  /// From which number of subjects on groups that a life is in are kept; nothing if none is.
  @Nullable Long keepFrom(String label) {
    return erasures.stream()
        .filter(erasure -> erasure.work.containsKey(label))
        .findFirst()
        .map(erasure -> erasure.keepFrom)
        .orElse(null);
  }

  List<Erasure> erasures() {
    return erasures;
  }

  List<Objection> objections() {
    return objections;
  }

  Map<Identity, Objection> pending() {
    return pending;
  }

  String newToken() {
    tokens++;
    return "token " + tokens;
  }
}
