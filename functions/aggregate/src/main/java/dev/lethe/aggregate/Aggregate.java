package dev.lethe.aggregate;

import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.log.Fault;
import dev.lethe.shared.record.IntakeRecord;
import dev.lethe.shared.record.LaneMessage;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.record.UndecodableRecordException;
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
/// again: it is counted with the first that brings it.
final class Aggregate {

  private static final Logger LOG = LoggerFactory.getLogger(Aggregate.class);

  private final Ledger ledger;
  private final Counters counters;
  private final Failures failures;
  private final Executor threads;

  /// @param threads in which subjects are booked, and counters updated, beside each other
  Aggregate(Ledger ledger, Counters counters, Failures failures, Executor threads) {
    this.ledger = ledger;
    this.counters = counters;
    this.failures = failures;
    this.threads = threads;
  }

  /// Counts records, in their order.
  ///
  /// @return the first record that must come again, with all after it; nothing if all are counted
  Optional<LaneRecord> count(List<LaneRecord> records) {
    var booked = book(records);
    var fold = new Fold();
    Optional<LaneRecord> stopped = Optional.empty();
    for (var lane : records) {
      var deltas = booked.get(lane);
      if (deltas == null) {
        stopped = Optional.of(lane);
        break;
      }
      fold.add(lane.position(), deltas);
    }
    try {
      fold.applyTo(counters, threads);
    } catch (RuntimeException e) {
      Fault.log(LOG, "Not all counters could be brought up to date.", e);
      return Optional.of(records.getFirst());
    }
    return stopped;
  }

  /// What each record adds; a record is missing if that could not be found out. A subject's records
  /// are booked in their order, and none behind one that could not be.
  private Map<LaneRecord, Map<CounterKey, Long>> book(List<LaneRecord> records) {
    var booked = new ConcurrentHashMap<LaneRecord, Map<CounterKey, Long>>();
    var subjects = new LinkedHashMap<String, List<Decoded>>();
    for (var lane : records) {
      try {
        var message = RecordCodec.decode(lane.bytes().toArray());
        subjects
            .computeIfAbsent(message.partitionKey(), unseen -> new ArrayList<>())
            .add(new Decoded(lane, message));
      } catch (UndecodableRecordException e) {
        LOG.warn("Shard {} has a record that cannot be decoded.", lane.position().shard());
        if (!isKept(lane)) {
          break;
        }
        booked.put(lane, Map.of());
      }
    }
    CompletableFuture.allOf(
            subjects.values().stream()
                .map(lane -> CompletableFuture.runAsync(() -> book(lane, booked), threads))
                .toArray(CompletableFuture[]::new))
        .join();
    return booked;
  }

  private record Decoded(LaneRecord lane, LaneMessage message) {}

  private void book(List<Decoded> ofSubject, Map<LaneRecord, Map<CounterKey, Long>> booked) {
    var bookkeeper = new Bookkeeper(ledger, ofSubject.getFirst().message().partitionKey());
    try {
      for (var decoded : ofSubject) {
        var deltas =
            switch (decoded.message()) {
              case StreamRecord taken -> bookkeeper.book(decoded.lane().position(), taken);
              case IntakeRecord intake -> Tally.of(intake);
            };
        booked.put(decoded.lane(), deltas);
      }
    } catch (RuntimeException e) {
      Fault.log(LOG, "A record could not be entered in the Ledger.", e);
    }
  }

  private boolean isKept(LaneRecord undecodable) {
    try {
      failures.keep(undecodable);
      return true;
    } catch (RuntimeException e) {
      Fault.log(LOG, "A record that cannot be decoded could not be kept.", e);
      return false;
    }
  }
}
