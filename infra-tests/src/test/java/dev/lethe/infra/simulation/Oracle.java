package dev.lethe.infra.simulation;

import dev.lethe.aggregate.Filed;
import dev.lethe.aggregate.Header;
import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.IntakeRecord;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.record.UndecodableRecordException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Knows at rest what everything should have come to, from what was put on the stream.
final class Oracle {

  private final World world;
  private final Map<String, Lane> lanes = new TreeMap<>();
  private final Map<CounterKey, Numbers> intake = new HashMap<>();
  private final List<String> wrongs = new ArrayList<>();

  Oracle(World world) {
    this.world = world;
  }

  /// What is wrong; nothing if all is as it should be.
  List<String> wrongs() {
    for (var label : world.vaults().labels()) {
      lanes.put(label, new Lane(world, world.vaults().birth(label), header(label)));
    }
    readTheStream();
    compareCounters();
    lanes.forEach(this::compareLedger);
    compareTakings();
    compareMarks();
    compareFailures();
    lanes.values().forEach(lane -> wrongs.addAll(lane.wrongs()));
    wrongs.addAll(new Remains(world).wrongs());
    return wrongs;
  }

  private Header header(String label) {
    return world.tables().memory.read(label, LocalDate.EPOCH).header();
  }

  private void readTheStream() {
    for (var stored : world.stream().all()) {
      try {
        switch (RecordCodec.decode(stored.lane().bytes().toArray())) {
          case StreamRecord told -> lane(told.label()).read(stored, told);
          case Command command -> lane(command.label()).read(stored, command);
          case IntakeRecord told -> tell(told);
        }
      } catch (UndecodableRecordException e) {
        if (!world.tables().passedOver().contains(stored.position())) {
          wrongs.add("FAILURES: " + stored + " cannot be decoded, and was not kept");
        }
      }
    }
  }

  private Lane lane(String label) {
    return Objects.requireNonNull(lanes.get(label));
  }

  private void tell(IntakeRecord told) {
    var day = told.received().atZone(world.shape().zone()).toLocalDate();
    var bucket = new Bucket(Interval.DAY, day, 0);
    told.numbers()
        .forEach((outcome, number) -> {
          var cell = new CounterKey(Vaults.APP, Metric.INTAKE, Dimension.OUTCOME, bucket, outcome);
          intake.merge(cell, Numbers.of(number), Numbers::plus);
          if (!outcome.startsWith("dropped_")) {
            var total = CounterKey.total(Vaults.APP, Metric.INTAKE, bucket);
            intake.merge(total, Numbers.of(number), Numbers::plus);
          }
        });
    var request = Objects.requireNonNull(told.request(), "each tells of its request");
    var cell =
        new CounterKey(Vaults.APP, Metric.REQUESTS, Dimension.OUTCOME, bucket, request.outcome());
    intake.merge(cell, Numbers.of(1), Numbers::plus);
    var bytes = CounterKey.total(Vaults.APP, Metric.BYTES, bucket);
    intake.merge(bytes, Numbers.of(request.bytes()), Numbers::plus);
  }

  private void compareCounters() {
    var should = new HashMap<CounterKey, Numbers>(intake);
    lanes.values().forEach(lane -> Lane.add(should, lane.numbers()));
    should.values().removeIf(Numbers::isZero);
    wrongs.addAll(Differences.of("COUNT", world.tables().numbers.numbers(), should));
  }

  private void compareLedger(String label, Lane lane) {
    var account = world.tables().memory.read(label, LocalDate.EPOCH);
    var death = account.header().death();
    if (!Objects.equals(death == null ? null : death.at(), lane.death())) {
      wrongs.add("DEATH: the Ledger's of " + label + " is not the first erasure in its lane");
    }
    if (lane.death() != null) {
      var left = account.filed().stream().map(Filed::entry).filter(Objects::nonNull).count();
      if (left > 0) {
        wrongs.add("RESIDUE: the Ledger has " + left + " entries of the erased " + label);
      }
    }
    var answers = new HashSet<Map<String, Long>>();
    lane.found()
        .forEach((token, events) -> {
          var told = world.tables().tasks.answers(token);
          answers.addAll(told);
          if (told.stream().anyMatch(found -> !events.equals(found.get("events")))) {
            wrongs.add("ANSWER: %s was told %s, and it was %d".formatted(token, told, events));
          }
        });
    if (answers.size() > 1) {
      wrongs.add("ANSWER: erasures of " + label + " were answered " + answers);
    }
  }

  private void compareTakings() {
    var should = new HashMap<Position, Map<CounterKey, Numbers>>();
    lanes.values().forEach(lane -> should.putAll(lane.takings()));
    var is = world.tables().takings();
    should.forEach((at, taken) -> {
      if (!is.containsKey(at) && !world.tables().skipped().contains(at)) {
        wrongs.add("TAKINGS: nothing was kept of what the command at " + Texts.of(at) + " took");
      }
    });
    is.forEach((at, days) ->
        days.forEach((day, kept) -> {
          var real = new HashMap<>(kept);
          real.values().removeIf(Numbers::isZero);
          wrongs.addAll(
              Differences.of(
                  "TAKINGS of " + Texts.of(at), real, should.getOrDefault(at, Map.of())));
        }));
  }

  private void compareFailures() {
    for (var position : world.tables().skipped()) {
      if (!world.tables().passedOver().contains(position)) {
        wrongs.add("FAILURES: " + Texts.of(position) + " was skipped, and was not kept");
      }
    }
  }

  private void compareMarks() {
    for (var shard : world.stream().shards()) {
      var mark = world.tables().marks.of(shard.number).sequence();
      var last = shard.records.isEmpty() ? null : shard.records.getLast().position().sequence();
      if (!Objects.equals(mark, last)) {
        wrongs.add("MARK: " + shard + " stands at " + mark + " and should at " + last);
      }
    }
  }
}
