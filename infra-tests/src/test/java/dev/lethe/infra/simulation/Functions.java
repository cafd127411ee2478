package dev.lethe.infra.simulation;

import dev.lethe.aggregate.erasure.Entries;
import dev.lethe.aggregate.erasure.EntriesStep;
import dev.lethe.archive.LabelIndex;
import dev.lethe.archive.ObjectTails;
import dev.lethe.archive.Search;
import dev.lethe.archive.TailFiles;
import dev.lethe.archive.erasure.ArchiveErasure;
import dev.lethe.shared.erasure.SubjectCopies;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.rights.Cases;
import dev.lethe.shared.rights.Measures;
import dev.lethe.shared.rights.Store;
import dev.lethe.shared.steps.StepInput;
import dev.lethe.subjects.progress.BookProgress;
import dev.lethe.subjects.receipt.ReceiptChain;
import dev.lethe.subjects.receipt.ReceiptSafe;
import dev.lethe.subjects.receipt.Receipts;
import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.request.RequestGroups;
import dev.lethe.subjects.work.Beginning;
import dev.lethe.subjects.work.Conclusion;
import dev.lethe.subjects.work.Lanes;
import dev.lethe.subjects.work.Removal;
import dev.lethe.subjects.work.Sending;
import dev.lethe.subjects.work.Steps;
import dev.lethe.subjects.work.Subjects;
import dev.lethe.subjects.work.Tasks;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// The functions that the state machine calls, as one step reaches their stores.
final class Functions {

  private final World world;
  private final Tables tables;
  private final Line line;
  private final BooleanSupplier mayBeOvertaken;
  private final Clock clock;
  private final Subjects subjects;
  private final Cases cases;
  private final RequestBook book;
  private final BookProgress progress;
  private final Measures measures;

  /// @param mayBeOvertaken whether what comes now is searched for again
  Functions(World world, Line line, BooleanSupplier mayBeOvertaken) {
    this.world = world;
    this.mayBeOvertaken = mayBeOvertaken;
    this.tables = world.tables();
    this.line = line;
    this.clock = world.clock();
    this.subjects = Proxied.of(Subjects.class, world.subjects(), line);
    this.cases = Proxied.of(Cases.class, tables.cases, line);
    this.book = Proxied.of(RequestBook.class, world.desk().book(), line);
    this.progress =
        new BookProgress(
            book,
            Proxied.of(RequestGroups.class, world.desk().groups(), line),
            (customer, request, status) -> {},
            clock);
    this.measures = new Measures(cases, clock);
  }

  Map<String, Object> take(String function, Map<String, Object> input) {
    var step = new StepInput(input);
    return switch (function) {
      case "${Begin}" -> Steps.begin(book, progress, beginning(), clock, step);
      case "${Send}" -> Steps.send(sending(), step);
      case "${Removal}" -> Steps.remove(removal(), step);
      case "${EntriesErasure}" ->
          EntriesStep.take(cases, Proxied.of(Entries.class, tables::entries, line), clock, step);
      case "${ArchiveErasure}" -> archive(step);
      case "${Finish}" ->
          Steps.finish(
              book,
              conclusion(),
              subjects,
              progress,
              stores -> line.met(Incident.FOUND_AGAIN),
              step);
      default -> throw new IllegalStateException("Nobody plays " + function + ".");
    };
  }

  private Beginning beginning() {
    var registry = Proxied.of(Registry.class, world.vaults().registry(), line);
    return new Beginning(subjects, lanes(), registry, 1, clock);
  }

  private Lanes lanes() {
    return command -> {
      var sent = world.kept(command);
      world.deaths().sends(sent);
      var bytes = Bytes.copyOf(RecordCodec.encode(sent));
      line.call(
          () -> "puts " + sent,
          () -> world.stream().put(world.variant().lane(sent), bytes, null, clock.instant()));
    };
  }

  private Sending sending() {
    var tasks = Proxied.of(Tasks.class, world.variant().of(tables.tasks), line);
    return new Sending(subjects, lanes(), tasks, clock);
  }

  private Removal removal() {
    var copies = new EnumMap<Store, SubjectCopies>(Store.class);
    for (var store :
        new Store[] {Store.SCREENSHOTS, Store.PACKAGES, Store.FAILURES, Store.QUERY_RESULTS}) {
      copies.put(store, copies(store));
    }
    return new Removal(subjects, copies, measures);
  }

  private SubjectCopies copies(Store store) {
    var copies = tables.copies(store);
    return Proxied.of(
        SubjectCopies.class,
        copies instanceof Copies some ? some.overtaken(mayBeOvertaken) : copies,
        line);
  }

  private Map<String, Object> archive(StepInput step) {
    var exports = copies(Store.EXPORTS);
    var search =
        new Search(
            Proxied.of(ObjectTails.class, tables.tails(), line),
            tail -> new TailFiles.Read.Labels(tables.labels(tail.bytes())),
            Runnable::run);
    var index = Proxied.of(LabelIndex.class, tables.archive, line);
    var erasure = new ArchiveErasure(cases, exports, search, index, measures, clock);
    var round = (int) step.number("round");
    if (step.text("step").equals("remove")) {
      erasure.removeFromExports(step.caseId(), round);
    } else {
      erasure.search(step.caseId(), round);
    }
    return Map.of();
  }

  private Conclusion conclusion() {
    var chain = Proxied.of(ReceiptChain.class, world.desk().chain(), line);
    var safe = Proxied.of(ReceiptSafe.class, world.desk().safe(), line);
    var receipts = new Receipts(chain, safe, Desk.SIGNER, clock);
    return new Conclusion(subjects, measures, chain, receipts, progress, clock);
  }
}
