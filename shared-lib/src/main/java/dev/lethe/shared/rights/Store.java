package dev.lethe.shared.rights;

import dev.lethe.shared.record.WireNamed;

/// A store that an erasure searches; a receipt speaks of each.
public enum Store implements WireNamed {
  /// Whose data it is, and what is known of them.
  VAULT("items"),
  /// What was counted of them.
  STATISTICS("entries"),
  /// Their events.
  ARCHIVE("lines"),
  /// Their pictures.
  SCREENSHOTS("pictures"),
  /// Files for customers that they are in.
  EXPORTS("files"),
  /// Packages of all that was held of them, made or being made.
  PACKAGES("packages"),
  /// Their records that were passed over.
  FAILURES("records"),
  /// What queries found that says their label.
  QUERY_RESULTS("results");

  private final String counted;

  Store(String counted) {
    this.counted = counted;
  }

  /// What is counted in it.
  public String counted() {
    return counted;
  }
}
