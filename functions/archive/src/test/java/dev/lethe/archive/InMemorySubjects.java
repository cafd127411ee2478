package dev.lethe.archive;

import dev.lethe.shared.vault.Keyrings;
import dev.lethe.shared.vault.LabelledSubjects;
import dev.lethe.shared.vault.Rights;
import dev.lethe.shared.vault.SubjectKey;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// A Vault in which every label leads to a subject, until it is told to forget it.
public final class InMemorySubjects implements LabelledSubjects {

  private final SecureRandom random = new SecureRandom();
  private final Map<String, SubjectKey> keys = new HashMap<>();
  private final Set<String> forgotten = new HashSet<>();
  private int erasures;

  @Override
  public synchronized Map<String, Labelled> find(String app, Set<String> labels) {
    var found = new HashMap<String, Labelled>();
    for (var label : labels) {
      if (!forgotten.contains(label)) {
        found.put(
            label,
            new Labelled(
                Rights.NONE_USED, 0, key(app, label), Keyrings.featureKeys(app, 1, erasures)));
      }
    }
    return found;
  }

  /// The key of a label's subject.
  public synchronized SubjectKey key(String app, String label) {
    return keys.computeIfAbsent(label, unseen -> SubjectKey.generate(app, label, random));
  }

  /// Gives features other keys, for whatever application.
  public synchronized void eraseCollected() {
    erasures++;
  }

  /// As when an erasure begins.
  public synchronized void forget(String label) {
    forgotten.add(label);
  }

  /// Whether a label leads nowhere any more.
  public synchronized boolean hasForgotten(String label) {
    return forgotten.contains(label);
  }
}
