package dev.lethe.infra.simulation;

import dev.lethe.aggregate.Account;
import dev.lethe.aggregate.Counters;
import dev.lethe.aggregate.Entry;
import dev.lethe.aggregate.Filed;
import dev.lethe.aggregate.Header;
import dev.lethe.aggregate.Ledger;
import dev.lethe.aggregate.Stores;
import dev.lethe.aggregate.Values;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Lineage;
import dev.lethe.shared.lane.MovingMarks;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Dimension;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The tables and the stream as one invocation reaches them.
final class Ports {

  /// Once in so many times, the items of a label are not read at one time.
  private static final int TORN = 2;

  private Ports() {}

  static Stores of(World world, Line line) {
    var tables = world.tables();
    var keeping = new Keeping(world);
    return new Stores(
        new LineToLedger(tables.ledger, keeping, line),
        new LineToCounters(tables.counters, keeping, line),
        new LineToValues(tables, line),
        (passedOver, why) ->
            line.run(() -> "passes over " + passedOver.id(), () -> tables.keep(passedOver, why)),
        new LineToMarks(tables.marks, line),
        new LineToLineage(tables.lineage, line),
        (command, asked, taken) ->
            line.run(
                () -> "keeps what " + Texts.of(command) + " took",
                () -> tables.keep(command, asked, taken)),
        (token, found) ->
            line.run(
                () -> "answers " + token + " with " + new TreeMap<>(found),
                () -> tables.tasks.answer(token, found)),
        _ -> Set.of(),
        _ -> Optional.empty());
  }

  private record LineToLedger(Ledger ledger, Keeping keeping, Line line) implements Ledger {

    @Override
    public Account read(String label, LocalDate from) {
      var read =
          line.call(() -> "reads " + label + " from " + from, () -> ledger.read(label, from));
      return line.trouble().strikes(TORN) ? torn(read, label, from) : read;
    }

    /// DynamoDB reads items one after the other: others may write in between.
    private Account torn(Account before, String label, LocalDate from) {
      line.actor().pause();
      var after = ledger.read(label, from);
      if (after.equals(before)) {
        return after;
      }
      line.met(Incident.TORN_READS);
      var header = isSooner() ? before.header() : after.header();
      var filed = new ArrayList<Filed>();
      for (var item : after.filed()) {
        if (isSooner()) {
          before.filed().stream().filter(isAt(item)).forEach(filed::add);
        } else {
          filed.add(item);
        }
      }
      var torn = new Account(from, header, filed);
      line.note(() -> "  while others write: " + Texts.ofAnswer(torn));
      return torn;
    }

    private boolean isSooner() {
      return line.trouble().strikes(2);
    }

    private static Predicate<Filed> isAt(Filed place) {
      return filed -> filed.day().equals(place.day()) && filed.number() == place.number();
    }

    @Override
    public boolean append(String label, LocalDate day, int number, Entry entry) {
      return line.change(
          () -> "enters " + label + " " + day + "#" + number + " " + Texts.of(entry),
          () -> ledger.append(label, day, number, entry));
    }

    @Override
    public boolean write(String label, Header header) {
      keeping.check(label, header);
      return line.change(
          () -> "writes " + label + " " + Texts.of(header), () -> ledger.write(label, header));
    }

    /// One by one: DynamoDB may take some and not the others.
    @Override
    public void empty(String label, List<Filed> entries, long header) {
      for (var filed : entries) {
        line.run(
            () -> "empties " + label + " " + filed.day() + "#" + filed.number(),
            () -> ledger.empty(label, List.of(filed), header));
      }
    }
  }

  private record LineToCounters(Counters counters, Keeping keeping, Line line) implements Counters {

    @Override
    public Addition add(CounterKey counter, Position first, Position last, Numbers delta) {
      var addition =
          line.call(
              counter,
              () -> "adds " + Texts.of(counter, delta, first, last),
              () -> counters.add(counter, first, last, delta));
      if (addition instanceof Addition.AlreadyUpTo) {
        line.met(Incident.WRITES_REFUSED);
      }
      return addition;
    }

    @Override
    public Map<CounterKey, Numbers> read(Collection<CounterKey> some) {
      var read = line.call(() -> "reads counters", () -> counters.read(some));
      keeping.hasRead(read);
      return read;
    }
  }

  private record LineToMarks(MovingMarks marks, Line line) implements MovingMarks {

    @Override
    public Mark of(long shard) {
      return line.call(() -> "reads the mark of shard " + shard, () -> marks.of(shard));
    }

    @Override
    public void move(Position last) {
      line.run(() -> "moves the mark to " + Texts.of(last), () -> marks.move(last));
    }
  }

  private record LineToLineage(Lineage lineage, Line line) implements Lineage {

    @Override
    public List<Long> parents(long shard) {
      return line.call(() -> "reads the parents of shard " + shard, () -> lineage.parents(shard));
    }

    @Override
    public boolean hasEnded(long shard, @Nullable String after) {
      return line.call(
          () -> "asks whether shard " + shard + " has ended", () -> lineage.hasEnded(shard, after));
    }
  }

  /// An event asks for its values in whatever order its map has, which is another one in each JVM:
  /// here nobody else runs, and all of an invocation's calls fail or none does.
  private static final class LineToValues implements Values {

    private final Values values;
    private final Line line;
    private @Nullable Boolean isDown;

    LineToValues(Values values, Line line) {
      this.values = values;
      this.line = line;
    }

    @Override
    public boolean admit(String app, Dimension dimension, LocalDate day, String value) {
      if (line.actor().isKilled()) {
        throw new Killed();
      }
      if (isDown == null) {
        isDown = line.trouble().next(Trouble.WEIGHT) != Trouble.Kind.NONE;
      }
      if (isDown) {
        line.met(Incident.THROTTLED_CALLS);
        throw new SimulatedFailure("throttled");
      }
      return values.admit(app, dimension, day, value);
    }
  }
}
