package dev.lethe.infra.simulation;

import dev.lethe.infra.simulation.SimulatedStream.Stored;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.IntakeRecord;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.record.UndecodableRecordException;

/// What happens to the stream beside what is sent through it: shards are split and merged, somebody
/// puts what nobody can read, and operators give up on records.
final class Operations {

  private static final Bytes NONSENSE = Bytes.copyOf(new byte[] {1, 2, 3});

  private final World world;
  private final Choices choices;
  private int reshardings;

  Operations(World world, Choices choices) {
    this.world = world;
    this.choices = choices;
  }

  /// A shard is split, or two are merged.
  ///
  /// @return false if that happened often enough
  boolean reshard() {
    if (reshardings >= world.shape().reshardings()) {
      return false;
    }
    reshardings++;
    var open = world.stream().open();
    if (open.size() > 1 && choices.oneIn(2)) {
      var left = choices.below(open.size() - 1);
      world.stream().merge(open.get(left), open.get(left + 1));
      world.incidents().add(Incident.SHARDS_MERGED);
      world.history().note(() -> open.get(left) + " and " + open.get(left + 1) + " are merged");
    } else {
      var shard = choices.of(open);
      world.stream().split(shard);
      world.incidents().add(Incident.SHARDS_SPLIT);
      world.history().note(() -> shard + " is split");
    }
    return true;
  }

  /// An operator gives up on a record.
  boolean skip() {
    for (var mapping : world.mappings(Command.Consumer.AGGREGATE)) {
      var stuck = mapping.stuck().orElse(null);
      if (stuck != null && maySkip(stuck) && choices.oneIn(4)) {
        world.tables().skip(stuck.position());
        world.incidents().add(Incident.RECORDS_SKIPPED);
        world.history().note(() -> "an operator skips " + stuck);
        return true;
      }
    }
    return false;
  }

  /// What belongs to nobody is not in the Ledger: what was counted of it would not be known. And a
  /// retraction that is sent anew, after it was lifted, comes too late.
  private static boolean maySkip(Stored stuck) {
    try {
      return switch (RecordCodec.decode(stuck.lane().bytes().toArray())) {
        case StreamRecord ignored -> true;
        case Command command -> command.kind() == Command.Kind.ERASE;
        case IntakeRecord ignored -> false;
      };
    } catch (UndecodableRecordException e) {
      return true;
    }
  }

  /// A record that is none of ours.
  boolean nonsense() {
    if (!choices.oneIn(4)) {
      return false;
    }
    var put =
        world.stream()
            .put("nonsense " + choices.below(100), NONSENSE, null, world.clock().instant());
    world.incidents().add(Incident.UNDECODABLE_RECORDS);
    world.history().note(() -> "nonsense is put at " + put);
    return true;
  }
}
