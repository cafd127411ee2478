package dev.lethe.infra.simulation;

import dev.lethe.aggregate.Account;
import dev.lethe.aggregate.Counters;
import dev.lethe.aggregate.Entry;
import dev.lethe.aggregate.Filed;
import dev.lethe.aggregate.ForwardingCounters;
import dev.lethe.aggregate.ForwardingLedger;
import dev.lethe.aggregate.Header;
import dev.lethe.aggregate.Ledger;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Lineage;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Bytes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ways to count wrong, each in the stores' place: the code under test is as it is. What the
/// simulation would not find in these, it would not find in the code either.
enum Broken implements Variant {

  /// Counters add, whatever they have added already.
  PLAIN_ADD(50) {
    @Override
    public Counters of(Counters counters) {
      return new ForwardingCounters(counters) {
        private long additions;

        @Override
        public Addition add(CounterKey counter, Position first, Position last, Numbers delta) {
          additions++;
          var unseen = new Position(-additions, first.sequence());
          return super.add(counter, unseen, unseen, delta);
        }
      };
    }
  },

  /// Counters that have some of a batch's records take all of them.
  WHOLE_FOLD(18) {
    @Override
    public Counters of(Counters counters) {
      return new ForwardingCounters(counters) {
        @Override
        public Addition add(CounterKey counter, Position first, Position last, Numbers delta) {
          return super.add(counter, last, last, delta);
        }
      };
    }
  },

  /// Entries do not tell events apart.
  NO_DIGESTS(70) {
    @Override
    public Ledger of(Ledger ledger, SimulatedStream stream) {
      return new ForwardingLedger(ledger) {
        @Override
        public boolean append(String label, LocalDate day, int number, Entry entry) {
          return super.append(label, day, number, with(entry, entry.position(), List.of()));
        }
      };
    }
  },

  /// What a producer put twice is one record.
  PRODUCERS_ID(10) {
    @Override
    public Ledger of(Ledger ledger, SimulatedStream stream) {
      return new ForwardingLedger(ledger) {
        @Override
        public Account read(String label, LocalDate from) {
          return eachEntry(
              super.read(label, from),
              entry ->
                  stream.twins(entry.position()).stream()
                      .map(twin -> with(entry, twin, entry.digests()))
                      .toList());
        }
      };
    }
  },

  /// An entry is not known to be that of the record that comes again.
  DECIDED_ANEW(35) {
    @Override
    public Ledger of(Ledger ledger, SimulatedStream stream) {
      return new ForwardingLedger(ledger) {
        @Override
        public Account read(String label, LocalDate from) {
          return eachEntry(
              super.read(label, from),
              entry -> {
                var at = new Position(-1, entry.position().sequence());
                return List.of(with(entry, at, entry.digests()));
              });
        }
      };
    }
  },

  /// Whoever counts events does not look whether their subject was erased.
  DEAD_ARE_COUNTED(5) {
    @Override
    public Ledger of(Ledger ledger, SimulatedStream stream) {
      return new ForwardingLedger(ledger) {
        @Override
        public Account read(String label, LocalDate from) {
          var account = super.read(label, from);
          var isForCommands = from.equals(LocalDate.EPOCH);
          return isForCommands
              ? account
              : new Account(account.from(), alive(account.header()), account.filed());
        }
      };
    }
  },

  /// Entries are emptied as soon as the header says that their subject is dead.
  EMPTIED_TOO_EARLY(4) {
    @Override
    public Ledger of(Ledger ledger, SimulatedStream stream) {
      return new ForwardingLedger(ledger) {
        @Override
        public boolean write(String label, Header header) {
          var isWritten = super.write(label, header);
          if (isWritten && header.death() != null) {
            var filed = super.read(label, LocalDate.EPOCH).filed();
            super.empty(label, filed, header.version() + 1);
          }
          return isWritten;
        }
      };
    }
  },

  /// A shard does not wait for those that it comes from.
  CHILDREN_DO_NOT_WAIT(6) {
    @Override
    public Lineage of(Lineage lineage) {
      return new Lineage() {
        @Override
        public List<Long> parents(long shard) {
          return List.of();
        }

        @Override
        public boolean hasEnded(long shard, @Nullable String after) {
          return lineage.hasEnded(shard, after);
        }
      };
    }
  },

  /// A fold that nets to zero does not move the watermark.
  ZERO_IS_NOT_WRITTEN(4) {
    @Override
    public Counters of(Counters counters) {
      return new ForwardingCounters(counters) {
        @Override
        public Addition add(CounterKey counter, Position first, Position last, Numbers delta) {
          return delta.isZero() ? new Addition.Done() : super.add(counter, first, last, delta);
        }
      };
    }
  };

  private final int caughtBy;

  Broken(int caughtBy) {
    this.caughtBy = caughtBy;
  }

  /// By how many of the first [SimulationTest#FOR_CONTROLS] seeds it is caught at least.
  int caughtBy() {
    return caughtBy;
  }

  private interface Copies {
    List<Entry> of(Entry entry);
  }

  private static Account eachEntry(Account account, Copies copies) {
    var filed = new ArrayList<Filed>();
    for (var one : account.filed()) {
      var entry = one.entry();
      if (entry == null) {
        filed.add(one);
      } else {
        copies.of(entry).forEach(copy -> filed.add(Filed.of(one.day(), one.number(), copy)));
      }
    }
    return new Account(account.from(), account.header(), filed);
  }

  private static Entry with(Entry entry, Position position, List<Bytes> digests) {
    return new Entry(
        position,
        entry.part(),
        entry.state(),
        entry.header(),
        digests,
        entry.sessions(),
        entry.deltas());
  }

  private static Header alive(Header header) {
    return new Header(header.version(), null, header.retractions(), header.skewed());
  }
}
