package dev.lethe.aggregate;

import dev.lethe.shared.lane.LaneReader;
import dev.lethe.shared.lane.LaneReader.Decoded;
import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.lane.Marks.Mark;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.lane.Shards;
import dev.lethe.shared.log.Fault;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.IntakeRecord;
import dev.lethe.shared.record.StreamRecord;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts records of a shard. It may be given the same records again, split anywhere, after it was
/// killed at any point: each counter counts each record once. And records may bring the same event
/// again: it is counted with the first that brings it. A command takes off what came before it.
public final class Aggregate {

  private static final Logger LOG = LoggerFactory.getLogger(Aggregate.class);

  private final Stores stores;
  private final Shards shards;
  private final LaneReader reader;
  private final Executor threads;
  private final Clock clock;

  /// @param threads in which subjects are booked, and counters updated, beside each other
  public Aggregate(Stores stores, Executor threads, Clock clock) {
    this.stores = stores;
    this.shards = new Shards(stores.marks(), stores.lineage());
    this.reader = new LaneReader(stores.failures(), stores.gone(), stores.goals());
    this.threads = threads;
    this.clock = clock;
  }

  /// Counts records of one shard, in their order.
  ///
  /// @return the first record that must come again, with all after it; nothing if all are counted
  public Optional<LaneRecord> count(List<LaneRecord> delivered) {
    try {
      return countInOrder(delivered);
    } catch (RuntimeException e) {
      Fault.log(LOG, "Not all of a delivery could be counted.", e);
      return Optional.of(delivered.getFirst());
    }
  }

  private Optional<LaneRecord> countInOrder(List<LaneRecord> delivered) {
    var shard = delivered.getFirst().position().shard();
    var mark = shards.mark(shard);
    if (mark.sequence() == null && !shards.mayBegin(shard)) {
      LOG.warn("Shard {} waits for the shards that it comes from.", shard);
      return Optional.of(delivered.getFirst());
    }
    var records = delivered.stream().filter(record -> !mark.covers(record.position())).toList();
    var booked = book(records, mark);
    var done = records.stream().takeWhile(booked::containsKey).toList();
    if (!done.isEmpty()) {
      apply(done, booked);
      stores.marks().move(done.getLast().position());
    }
    return records.stream().skip(done.size()).findFirst();
  }

  private void apply(List<LaneRecord> records, Map<LaneRecord, Booked> booked) {
    var fold = new Fold();
    for (var record : records) {
      fold.add(record.position(), booked.getOrDefault(record, Booked.NOTHING).deltas());
    }
    fold.applyTo(stores.counters(), threads);
    for (var record : records) {
      end(record.position(), booked.getOrDefault(record, Booked.NOTHING));
    }
  }

  /// Only when all counters have it: until then it is needed to take off the same again.
  private void end(Position command, Booked booked) {
    var end = booked.end();
    if (end == null) {
      return;
    }
    if (!booked.deltas().isEmpty()) {
      stores.takings().keep(command, end.asked(), booked.deltas());
    }
    stores.ledger().empty(end.label(), end.emptied(), end.header());
    if (end.token() != null) {
      stores.answers().answer(end.token(), end.found().byKind());
    }
  }

  /// What each record adds; a record is missing if that could not be found out. A subject's records
  /// are booked in their order, and none behind one that could not be.
  private Map<LaneRecord, Booked> book(List<LaneRecord> records, Mark mark) {
    var booked = new ConcurrentHashMap<LaneRecord, Booked>();
    var lanes = new LinkedHashMap<String, List<Decoded>>();
    var delivery = reader.delivery(records);
    for (var record : records) {
      var decoded = delivery.read(record, mark);
      if (decoded.isEmpty()) {
        break;
      }
      lanes.computeIfAbsent(record.lane(), unseen -> new ArrayList<>()).add(decoded.get());
    }
    CompletableFuture.allOf(
            lanes.entrySet().stream()
                .map(lane ->
                    CompletableFuture.runAsync(
                        () -> book(lane.getKey(), lane.getValue(), booked), threads))
                .toArray(CompletableFuture[]::new))
        .join();
    return booked;
  }

  private void book(String lane, List<Decoded> ofLane, Map<LaneRecord, Booked> booked) {
    var desk = new Desk(stores.ledger(), lane);
    var bookkeeper = new Bookkeeper(desk, stores.values(), clock);
    var commands = new Commands(desk, stores.counters(), clock);
    try {
      for (var decoded : ofLane) {
        var at = decoded.record().position();
        booked.put(
            decoded.record(),
            switch (decoded.message()) {
              case null -> Booked.of(commands.addedBy(at));
              case StreamRecord taken -> Booked.of(bookkeeper.book(at, taken));
              case IntakeRecord intake -> Booked.of(Tally.of(intake));
              case Command command -> commands.obey(at, command);
            });
      }
    } catch (RuntimeException e) {
      Fault.log(LOG, "A record could not be entered in the Ledger.", e);
    }
  }
}
