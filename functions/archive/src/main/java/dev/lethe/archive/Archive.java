package dev.lethe.archive;

import dev.lethe.archive.Checkpoints.State;
import dev.lethe.archive.Checkpoints.SupersededException;
import dev.lethe.shared.lane.LaneReader;
import dev.lethe.shared.lane.LaneReader.Decoded;
import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.lane.Marks.Mark;
import dev.lethe.shared.lane.Shards;
import dev.lethe.shared.log.Fault;
import dev.lethe.shared.record.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores the records of a shard, each as one line. It may be given the same records again, split
/// anywhere, after it was killed at any point, and while the killed one still writes. The rules are
/// those of `infra-tests/model/archive.py`, where each is shown to be needed.
public final class Archive {

  private static final Logger LOG = LoggerFactory.getLogger(Archive.class);

  private final Stores stores;
  private final Shards shards;
  private final LaneReader reader;
  private final FactSeals seals;
  private final Eraser eraser;
  private final Holder holder;

  /// @param threads in which objects are rewritten, beside each other
  public Archive(Stores stores, Executor threads) {
    this.stores = stores;
    this.shards = new Shards(stores.checkpoints(), stores.lineage());
    this.reader = new LaneReader(stores.failures(), stores.gone(), stores.goals());
    this.seals = new FactSeals(stores.subjects());
    var rewrites = new Rewrites(stores.objects(), stores.files(), threads);
    this.eraser = new Eraser(stores, rewrites);
    this.holder = new Holder(stores, rewrites, seals);
  }

  /// Stores records of one shard, in their order.
  ///
  /// @return the first record that must come again, with all after it; nothing if all are stored
  public Optional<LaneRecord> store(List<LaneRecord> delivered) {
    try {
      return storeInOrder(delivered);
    } catch (RuntimeException e) {
      Fault.log(LOG, "Not all of a delivery could be stored.", e);
      return Optional.of(delivered.getFirst());
    }
  }

  private Optional<LaneRecord> storeInOrder(List<LaneRecord> delivered) {
    var shard = delivered.getFirst().position().shard();
    var known = stores.checkpoints().read(shard);
    var mark = shards.mark(shard);
    if (known.mark() == null && !shards.mayBegin(shard)) {
      LOG.warn("Shard {} waits for the shards that it comes from.", shard);
      return Optional.of(delivered.getFirst());
    }
    var readable = readable(delivered, known, mark);
    var stored = store(readable, known);
    // Also those that were stored before: who stored them may have been killed before it obeyed.
    obey(readable.subList(0, stored));
    return delivered.stream().skip(stored).findFirst();
  }

  /// Those that can be decoded or passed over, up to the first that can be neither now.
  private List<Decoded> readable(List<LaneRecord> records, State known, Mark mark) {
    var readable = new ArrayList<Decoded>();
    var delivery = reader.delivery(records);
    for (var record : records) {
      var decoded =
          known.covers(record)
              ? Optional.of(delivery.readAgain(record))
              : delivery.read(record, mark);
      if (decoded.isEmpty()) {
        break;
      }
      readable.add(decoded.get());
    }
    return readable;
  }

  /// Stores what is not stored yet.
  ///
  /// @return how many of the records are stored
  private int store(List<Decoded> records, State first) {
    var known = first;
    var open = records.stream().filter(record -> !first.covers(record.record())).toList();
    var stored = records.size() - open.size();
    for (var run : Run.of(open)) {
      try {
        known = store(run, known);
      } catch (SupersededException e) {
        LOG.warn("Shard {} is stored by another invocation.", first.shard());
        return stored;
      } catch (RuntimeException e) {
        Fault.log(LOG, "Not all of a delivery could be stored.", e);
        return stored;
      }
      stored += run.records().size();
    }
    return stored;
  }

  private State store(Run run, State first) throws SupersededException {
    var known = first;
    mark(run.records());
    var objects = run.objects();
    var standings =
        stores
            .standings()
            .of(
                objects.values().stream()
                    .flatMap(List::stream)
                    .map(Line::label)
                    .distinct()
                    .toList());
    for (var object : objects.entrySet()) {
      var living =
          object.getValue().stream()
              .filter(line -> !standings.getOrDefault(line.label(), LabelStanding.FREE).isDead())
              .toList();
      var lines = seals.settle(living, standings);
      known = write(object.getKey(), lines, known);
      stores.index().add(object.getKey(), lines.stream().map(Line::label).distinct().toList());
    }
    return stores.checkpoints().move(known, run.last().position());
  }

  /// Notes what commands make of their labels, before any line is written.
  private void mark(List<Decoded> records) {
    erased(records).forEach(stores.standings()::bury);
    holdings(records)
        .forEach(command ->
            stores
                .standings()
                .hold(command.label(), command.state(), command.kind() == Command.Kind.RESTRICT));
  }

  /// Writes an object, even if no line is left for it: its name is taken then. If an earlier
  /// attempt has written it, perhaps with other lines, that one is kept from moving the mark, and
  /// from writing over what is written now.
  private State write(String name, List<Line> lines, State known) throws SupersededException {
    var content = stores.files().write(lines);
    if (stores.objects().create(name, content)) {
      return known;
    }
    var version = stores.objects().version(name).orElseThrow(SupersededException::new);
    var claimed = stores.checkpoints().claim(known);
    if (!stores.objects().replace(name, version, content)) {
      throw new SupersededException();
    }
    return claimed;
  }

  private void obey(List<Decoded> records) {
    var erased = eraser.erase(erased(records));
    var held = holder.settle(holdings(records));
    commands(records)
        .forEach(command -> {
          var token = command.token();
          if (token != null) {
            var told =
                switch (command.kind()) {
                  case ERASE -> erased.get(command.label());
                  case RESTRICT, LIFT -> held.get(command);
                  case RETRACT, FLUSH -> null;
                };
            stores.answers().answer(token, told == null ? Map.of() : told.byKind());
          }
        });
  }

  /// The commands that are for the archive.
  private static Stream<Command> commands(List<Decoded> records) {
    return records.stream()
        .flatMap(record ->
            record.message() instanceof Command command ? Stream.of(command) : Stream.empty())
        .filter(command -> command.to() == Command.Consumer.ARCHIVE);
  }

  private static Set<String> erased(List<Decoded> records) {
    return commands(records)
        .filter(command -> command.kind() == Command.Kind.ERASE)
        .map(Command::label)
        .collect(Collectors.toSet());
  }

  /// Those that seal a label's facts, or open them.
  private static List<Command> holdings(List<Decoded> records) {
    return commands(records)
        .filter(command ->
            switch (command.kind()) {
              case RESTRICT, LIFT -> true;
              case ERASE, RETRACT, FLUSH -> false;
            })
        .toList();
  }
}
