package dev.lethe.infra.simulation;

import dev.lethe.aggregate.Counters;
import dev.lethe.aggregate.Ledger;
import dev.lethe.archive.Standings;
import dev.lethe.shared.lane.Lineage;
import dev.lethe.shared.record.Command;
import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.work.Subjects;
import dev.lethe.subjects.work.Tasks;

/// How the stores behave: as they should, or broken on purpose.
interface Variant {

  /// As they should.
  Variant SOUND = new Variant() {};

  default Ledger of(Ledger ledger, SimulatedStream stream) {
    return ledger;
  }

  default Counters of(Counters counters) {
    return counters;
  }

  default Lineage of(Lineage lineage) {
    return lineage;
  }

  default Standings of(Standings standings) {
    return standings;
  }

  default Subjects of(CaseTable subjects) {
    return subjects;
  }

  default Tasks of(TaskTable tasks) {
    return tasks;
  }

  default RequestBook of(RequestBook book, CaseTable cases) {
    return book;
  }

  /// The lane that a command is put in.
  default String lane(Command command) {
    return command.partitionKey();
  }

  /// Whether the token of a task that was answered is taken away.
  default boolean forgetsTasks() {
    return true;
  }

  /// Whether the archive answers erasures before it has stored what came before them.
  default boolean answersEarly() {
    return false;
  }
}
