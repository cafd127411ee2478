package dev.lethe.subjects.restore;

import java.util.Arrays;

/// The kinds of items of the Requests table, and what becomes of each in a backup.
enum ItemKind {
  REQUEST("request", Fate.COMES_BACK),
  WAY_FROM_IDENTITY("subject", Fate.COMES_BACK),
  WAY_TO_ERASURE("erasure", Fate.COMES_BACK),
  RECEIPT("receipt", Fate.COMES_BACK),
  CHAIN("receipts", Fate.COMES_BACK),
  AUDIT("audit", Fate.COMES_BACK),
  TERMINATION("termination", Fate.COMES_BACK),
  EMPTIED("emptied", Fate.COMES_BACK),
  /// Its files are there for 7 days: who wants one asks again.
  EXPORT("export", Fate.STAYS_AWAY),
  /// As an export; and an erasure since may have deleted its file.
  PACKAGE("package", Fate.STAYS_AWAY),
  /// The Vault knows what stands now.
  STANDING("", Fate.FROM_THE_VAULT),
  /// The register of disclosures.
  DISCLOSURE("", Fate.COMES_BACK),
  /// What was switched off: it must not be forgotten.
  CLOSING("", Fate.COMES_BACK),
  /// Nobody can say whether it may.
  UNKNOWN("", Fate.STAYS_AWAY);

  private static final String OF_STANDING = "standing#";
  private static final String OF_DISCLOSURES = "disclosures#";
  private static final String OF_CLOSINGS = "closing#";

  private final String word;
  private final Fate fate;

  ItemKind(String word, Fate fate) {
    this.word = word;
    this.fate = fate;
  }

  enum Fate {
    COMES_BACK,
    STAYS_AWAY,
    /// It comes back if the Vault is lost, too.
    FROM_THE_VAULT
  }

  Fate fate() {
    return fate;
  }

  static ItemKind of(BackedUp item) {
    if (item.partition().startsWith(OF_STANDING)) {
      return STANDING;
    }
    if (item.partition().startsWith(OF_DISCLOSURES)) {
      return DISCLOSURE;
    }
    if (item.partition().startsWith(OF_CLOSINGS)) {
      return CLOSING;
    }
    var word = item.sort().split("#", 2)[0];
    return Arrays.stream(values())
        .filter(kind -> !kind.word.isEmpty() && kind.word.equals(word))
        .findFirst()
        .orElse(UNKNOWN);
  }

  /// The application of an item of the register of what stands.
  static String application(BackedUp standing) {
    return standing.partition().substring(OF_STANDING.length());
  }
}
