package dev.lethe.infra.simulation;

import dev.lethe.archive.ArchiveObjects;
import dev.lethe.archive.Checkpoints;
import dev.lethe.archive.LabelIndex;
import dev.lethe.archive.Standings;
import dev.lethe.archive.Stores;
import dev.lethe.shared.lane.Failures;
import dev.lethe.shared.lane.Lineage;
import dev.lethe.shared.lane.TaskAnswers;
import dev.lethe.shared.vault.LabelledSubjects;
import java.util.Optional;
import java.util.Set;

/// All that archiving reads and writes, as one invocation reaches it.
final class ArchivePorts {

  private ArchivePorts() {}

  static Stores of(World world, Line line) {
    var tables = world.tables();
    var archive = tables.archive;
    return new Stores(
        tables.files,
        Proxied.of(ArchiveObjects.class, archive, line),
        Proxied.of(Checkpoints.class, archive, line),
        Proxied.of(LabelIndex.class, archive, line),
        Proxied.of(Standings.class, world.variant().of(tables.standings()), line),
        Proxied.of(LabelledSubjects.class, world.vaults().gate, line),
        Proxied.of(Failures.class, tables.archiveFailures, line),
        Proxied.of(Lineage.class, tables.lineage, line),
        Proxied.of(TaskAnswers.class, tables.tasks, line),
        _ -> Set.of(),
        _ -> Optional.empty());
  }
}
