package dev.lethe.aggregate.erasure;

/// What the Ledger holds of labels, for those who only count it.
@FunctionalInterface
public interface Entries {

  /// How many entries of a label are there that are not emptied.
  long count(String label);
}
