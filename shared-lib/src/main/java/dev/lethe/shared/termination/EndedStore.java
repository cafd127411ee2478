package dev.lethe.shared.termination;

import dev.lethe.shared.record.WireNamed;

/// A store that a termination empties of an application, in this order: keys first, so that from
/// then on nothing that is sealed can be read; and the Vault when nothing is left that is found by
/// the labels which it alone knows.
public enum EndedStore implements WireNamed {
  /// Its keys: in the Vault its key-encryption keys and its pepper, in Secrets Manager its second
  /// secret.
  KEYS("keys"),
  /// What was decided about its subjects' records, and of which labels lines are where.
  LEDGER("items"),
  /// Its subjects' records that were passed over.
  FAILURES("records"),
  /// Its subjects' events.
  ARCHIVE("lines"),
  /// Its statistics.
  STATISTICS("cells"),
  /// Its subjects' pictures.
  SCREENSHOTS("pictures"),
  /// Exports of its events: files, lists and plans.
  EXPORTS("files"),
  /// Packages of what was held of its subjects.
  PACKAGES("files"),
  /// Audits of it: each names who attested a feature.
  AUDITS("files"),
  /// Results of queries, whatever they are about: one may tell of it and not say so.
  QUERY_RESULTS("results"),
  /// Its subjects, whose data it is, and their wrapped keys.
  VAULT("items"),
  /// What stands of its subjects beside the Vault: what is forbidden, and who was erased.
  STANDING("items"),
  /// Its write keys, and who switched its features.
  REGISTRY("entries");

  private final String counted;

  EndedStore(String counted) {
    this.counted = counted;
  }

  /// What is counted in it.
  public String counted() {
    return counted;
  }
}
