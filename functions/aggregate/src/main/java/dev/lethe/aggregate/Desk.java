package dev.lethe.aggregate;

import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One subject's part of the Ledger, for one delivery of records: what was read is kept, since
/// whatever else is written there makes the next write fail, and then everything is read again.
final class Desk {

  /// How often it is decided anew when somebody else writes of the same subject.
  private static final int LOOKS = 10;

  /// Entries are filed under the device's days: beyond this they ended long ago, and so did the
  /// days that they count on.
  private static final int SKEW_REMEMBERED = 130;

  private final Ledger ledger;
  private final String label;
  private @Nullable Account account;
  private @Nullable Standing standing;

  Desk(Ledger ledger, String label) {
    this.ledger = ledger;
    this.label = label;
  }

  /// What a decision came to.
  sealed interface Outcome<T> {

    /// It is written, or was before.
    record Settled<T>(T result) implements Outcome<T> {}

    /// It takes earlier days to decide.
    record ReadMore<T>(LocalDate from) implements Outcome<T> {}

    /// Somebody else wrote in between.
    record Again<T>() implements Outcome<T> {}
  }

  /// Decides until it is settled.
  ///
  /// @param from the first day whose entries it takes
  <T> T settle(LocalDate from, Function<Sight, Outcome<T>> decision) {
    var first = from;
    for (var look = 0; look < LOOKS; look++) {
      switch (decision.apply(look(first))) {
        case Outcome.Settled<T>(var result) -> {
          return result;
        }
        case Outcome.ReadMore<T>(var earlier) -> first = earlier;
        case Outcome.Again<T>() -> forget();
      }
    }
    throw new IllegalStateException("Somebody else writes of this subject all the time.");
  }

  private void forget() {
    account = null;
    standing = null;
  }

  private Sight look(LocalDate from) {
    var known = account;
    if (known == null || from.isBefore(known.from())) {
      known = read(from);
      account = known;
      standing = null;
    }
    var counted = standing == null ? Standing.of(known) : standing;
    standing = counted;
    return new Sight(known, counted);
  }

  /// Header and entries that fit each other, though they are not read at one time: no entry is of a
  /// later header, and where a label is dead, its entries are read after that is known. Else a
  /// record would be dropped whose entry is there.
  private Account read(LocalDate from) {
    var since = from;
    var deadBefore = false;
    for (var look = 0; look < LOOKS; look++) {
      var read = ledger.read(label, since);
      var skewed = read.header().skewed();
      if (!skewed.isEmpty() && skewed.getFirst().isBefore(since)) {
        since = skewed.getFirst();
        continue;
      }
      var isDead = read.header().death() != null;
      if (!read.isTorn() && (!isDead || deadBefore)) {
        return read;
      }
      deadBefore = isDead;
    }
    throw new IllegalStateException("What is read of this subject never fits.");
  }

  /// What is there to decide by, and to write.
  final class Sight {

    private final Account account;
    private final Standing standing;

    private Sight(Account account, Standing standing) {
      this.account = account;
      this.standing = standing;
    }

    Account account() {
      return account;
    }

    /// What the entry adds is to be added to it by whoever decides.
    Standing standing() {
      return standing;
    }

    /// Enters what was decided.
    ///
    /// @return false if somebody else wrote in between
    boolean enter(LocalDate day, Entry entry) {
      var current = account;
      if (isSkewed(day, entry) && !account.header().skewed().contains(day)) {
        var oldest = entry.lastDay(day).minusDays(SKEW_REMEMBERED);
        var header = account.header().withSkewed(day, oldest);
        if (!ledger.write(label, header)) {
          return false;
        }
        current = account.with(header.written());
      }
      // It needs the day that was noted: whoever reads it must have read that.
      var named = entry.under(current.header().version());
      var number = current.next(day);
      if (!ledger.append(label, day, number, named)) {
        return false;
      }
      Desk.this.account = current.with(Filed.of(day, number, named));
      return true;
    }

    /// Writes what holds for all entries.
    ///
    /// @return false if somebody else wrote in between
    boolean write(Header header) {
      if (!ledger.write(label, header)) {
        return false;
      }
      Desk.this.account = account.with(header.written());
      Desk.this.standing = null;
      return true;
    }

    private static boolean isSkewed(LocalDate filed, Entry entry) {
      return entry.days().anyMatch(day -> day.isAfter(filed.plusDays(1)));
    }
  }
}
