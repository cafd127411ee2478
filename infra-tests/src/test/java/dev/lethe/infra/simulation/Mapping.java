package dev.lethe.infra.simulation;

import dev.lethe.aggregate.Aggregate;
import dev.lethe.archive.Archive;
import dev.lethe.infra.simulation.SimulatedStream.Shard;
import dev.lethe.infra.simulation.SimulatedStream.Stored;
import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.UndecodableRecordException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How Lambda delivers one shard: in its order, one batch at a time as far as it knows, and again
/// whatever it did not hear to be done.
final class Mapping {

  /// Records of a batch, at most.
  private static final int LARGEST_BATCH = 8;

  private final World world;
  private final Command.Consumer consumer;
  private final Shard shard;
  private int next;
  private int delivered;
  private int start;
  private List<Stored> batch = List.of();
  private final List<Actor> forgotten = new ArrayList<>();
  private @Nullable Actor running;
  private Optional<LaneRecord> stopped = Optional.empty();

  Mapping(World world, Command.Consumer consumer, Shard shard) {
    this.consumer = consumer;
    this.world = world;
    this.shard = shard;
  }

  boolean isBusy() {
    return running != null;
  }

  /// Whether all that there is was done, and nothing more can come.
  boolean hasEnded() {
    return !shard.isOpen() && isIdle();
  }

  /// Whether all that there is was done.
  boolean isIdle() {
    return running == null && next == shard.records.size();
  }

  /// Whether Lambda would deliver something now.
  boolean isDue() {
    return running == null && next < shard.records.size();
  }

  /// Whether a parent still has something to be delivered.
  boolean isChildOfLiving() {
    return shard.parents.stream().anyMatch(parent -> !world.mapping(consumer, parent).hasEnded());
  }

  /// Delivers some records.
  ///
  /// @return false if it would rather not yet
  boolean deliver(Choices choices, Trouble trouble) {
    if (isChildOfLiving()) {
      if (!trouble.strikes(3)) {
        return false;
      }
      world.incidents().add(Incident.CHILD_BEFORE_PARENT);
    }
    start = next;
    if (next > 0 && trouble.strikes(5)) {
      start = next - 1 - choices.below(next);
    }
    var size = 1 + choices.below(Math.min(LARGEST_BATCH, shard.records.size() - start));
    batch = List.copyOf(shard.records.subList(start, start + size));
    meet(start + size);
    stopped = Optional.empty();
    running = world.start(consumer.wireName() + " of " + shard, this::invoke);
    world.history().note(() -> running + " is given " + batch);
    return true;
  }

  private void meet(int end) {
    if (start < delivered) {
      world.incidents().add(Incident.DELIVERED_AGAIN);
      if (end > delivered) {
        world.incidents().add(Incident.DELIVERED_LONGER);
      } else if (end < delivered) {
        world.incidents().add(Incident.DELIVERED_SHORTER);
      }
    }
    delivered = Math.max(delivered, end);
  }

  private void invoke(Line line) {
    var given = batch.stream().map(Stored::lane).toList();
    var answer =
        switch (consumer) {
          case AGGREGATE ->
              new Aggregate(Ports.of(world, line), Runnable::run, world.clock()).count(given);
          case ARCHIVE -> {
            if (world.variant().answersEarly()) {
              answer(given, line);
            }
            yield new Archive(ArchivePorts.of(world, line), Runnable::run).store(given);
          }
        };
    line.note(() -> answer.map(record -> "stops at " + record.id()).orElse("is done"));
    if (running == line.actor()) {
      stopped = answer;
    }
  }

  /// Answers erasures, whatever becomes of them.
  private void answer(List<LaneRecord> given, Line line) {
    for (var record : given) {
      try {
        if (RecordCodec.decode(record.bytes().toArray()) instanceof Command command
            && command.kind() == Command.Kind.ERASE
            && command.to() == consumer
            && command.token() != null) {
          line.note(() -> "answers too early");
          world.tables().tasks.answer(command.token(), Map.of("lines", 0L));
        }
      } catch (UndecodableRecordException e) {
        // It is passed over.
      }
    }
  }

  private @Nullable String mark() {
    return switch (consumer) {
      case AGGREGATE -> world.tables().marks.of(shard.number).sequence();
      case ARCHIVE -> world.tables().archive.of(shard.number).sequence();
    };
  }

  /// Hears what came of an invocation that is over.
  void hear(Trouble trouble) {
    var over = running;
    if (over == null || !over.isOver()) {
      return;
    }
    running = null;
    if (over.isKilled() || over.failure() != null) {
      return;
    }
    if (trouble.strikes(20)) {
      world.incidents().add(Incident.RESULTS_LOST);
      world.history().note(() -> "the result of " + over + " is lost");
      return;
    }
    next = start + stopped.map(this::place).orElse(batch.size());
    if (stopped.isPresent() && next > start) {
      world.incidents().add(Incident.STOPPED_IN_THE_MIDDLE);
    }
    if (next == start && mark() == null) {
      world.incidents().add(Incident.SHARD_WAITED);
    }
  }

  private int place(LaneRecord record) {
    for (var i = 0; i < batch.size(); i++) {
      if (batch.get(i).lane().id().equals(record.id())) {
        return i;
      }
    }
    throw new AssertionError("It stopped at a record that it was not given.");
  }

  @Nullable Actor running() {
    return running;
  }

  /// Thinks that the invocation is dead.
  void forget() {
    if (running != null) {
      forgotten.add(running);
      running = null;
    }
  }

  /// The record that would be delivered next, if nobody is working on the shard, and it is not
  /// done.
  Optional<Stored> stuck() {
    if (!isDue() || !forgotten.stream().allMatch(Actor::isOver)) {
      return Optional.empty();
    }
    var record = shard.records.get(next);
    var mark = mark();
    return mark != null && mark.compareTo(record.position().sequence()) >= 0
        ? Optional.empty()
        : Optional.of(record);
  }
}
