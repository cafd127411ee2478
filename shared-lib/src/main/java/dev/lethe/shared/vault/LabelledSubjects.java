package dev.lethe.shared.vault;

import java.util.Map;
import java.util.Set;

/// Leads from labels back to the subjects that they stand for, as long as the Vault does.
@FunctionalInterface
public interface LabelledSubjects {

  /// Looks labels of an application up, as they stand now. Of a label whose life is over nothing is
  /// found: nobody can open what was sealed of it.
  ///
  /// @return by label, those that live
  Map<String, Labelled> find(String app, Set<String> labels);

  /// A subject that a label stands for.
  ///
  /// @param rights what is forbidden now
  /// @param version of its state
  /// @param key to all that is sealed of this life
  /// @param featureKeys its application's, to what features let through of it
  record Labelled(Rights rights, long version, SubjectKey key, FeatureKeys featureKeys) {}
}
