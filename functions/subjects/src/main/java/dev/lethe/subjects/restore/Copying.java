package dev.lethe.subjects.restore;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts back what a backup has and the table lacks. It may be killed anywhere and run again.
final class Copying {

  private static final Logger LOG = LoggerFactory.getLogger(Copying.class);

  private final Backup backup;
  private final VaultStates vault;
  private final Clock clock;

  Copying(Backup backup, VaultStates vault, Clock clock) {
    this.backup = backup;
    this.vault = vault;
    this.clock = clock;
  }

  void copy(String segment) {
    var rule = new Rule(clock.instant());
    backup.putBack(segment, rule::isBack);
    if (rule.unknown > 0) {
      LOG.warn("Items of no kind that is known do not come back: {}.", rule.unknown);
    }
  }

  private final class Rule {

    private final Instant now;
    private final Map<String, Boolean> lost = new HashMap<>();
    private int unknown;

    private Rule(Instant now) {
      this.now = now;
    }

    private boolean isBack(BackedUp item) {
      if (item.isOver(now)) {
        return false;
      }
      var kind = ItemKind.of(item);
      if (kind == ItemKind.UNKNOWN) {
        unknown++;
      }
      return switch (kind.fate()) {
        case COMES_BACK -> true;
        case STAYS_AWAY -> false;
        // Of an application whose Vault is lost the register is all there is.
        case FROM_THE_VAULT ->
            lost.computeIfAbsent(ItemKind.application(item), app -> !vault.hasKeys(app));
      };
    }
  }
}
