package dev.lethe.aggregate.subject;

import dev.lethe.aggregate.Account;

/// The Ledger, for those who only look.
@FunctionalInterface
public interface Accounts {

  /// All that is there of a label.
  Account look(String label);
}
