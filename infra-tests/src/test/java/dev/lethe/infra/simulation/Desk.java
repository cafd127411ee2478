package dev.lethe.infra.simulation;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.signing.TestSigner;
import dev.lethe.shared.vault.Identity;
import dev.lethe.subjects.receipt.InMemoryReceiptChain;
import dev.lethe.subjects.receipt.InMemoryReceiptSafe;
import dev.lethe.subjects.receipt.ReceiptChain;
import dev.lethe.subjects.receipt.ReceiptSafe;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.InMemoryRequestBook;
import dev.lethe.subjects.request.Regulation;
import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.request.RequestGroups;
import dev.lethe.subjects.request.RequestType;
import dev.lethe.subjects.request.Step;
import dev.lethe.subjects.request.Timeline;
import dev.lethe.subjects.work.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// What customers ask for, the table that has it, and receipts.
final class Desk {

  static final TestSigner SIGNER = TestSigner.create();

  private final World world;
  private final InMemoryRequestBook memory = new InMemoryRequestBook();
  private final RequestBook book;
  private final ReceiptChain chain;
  private final ReceiptSafe safe = new InMemoryReceiptSafe();
  private final List<Execution> executions = new ArrayList<>();
  private final Set<String> versions = new TreeSet<>();

  Desk(World world) {
    this.world = world;
    this.book = world.variant().of(new Kept(), world.tables().cases);
    this.chain = new InMemoryReceiptChain(world.clock());
  }

  /// The book, of which every version is kept that a backup may have.
  private final class Kept implements RequestBook {

    @Override
    public Entry enter(EnteredRequest request) {
      return memory.enter(request);
    }

    @Override
    public Optional<EnteredRequest> find(String customer, UUID id) {
      return memory.find(customer, id);
    }

    @Override
    public boolean advance(EnteredRequest read, Timeline later) {
      return kept(memory.advance(read, later), read.customer(), read.id());
    }

    @Override
    public void note(String customer, UUID id, Step step, Instant at) {
      memory.note(customer, id, step, at);
      kept(true, customer, id);
    }

    private boolean kept(boolean done, String customer, UUID id) {
      memory.find(customer, id).ifPresent(request -> versions.add(request.toString()));
      return done;
    }
  }

  RequestGroups groups() {
    return memory;
  }

  /// A customer asks for something.
  void ask(RequestType type, Set<Purpose> purposes, Identity identity) {
    var number = executions.size();
    var request =
        new EnteredRequest(
            Vaults.CUSTOMER,
            Vaults.APP,
            "key",
            new UUID(0x4000, 0x8000_0000_0000_0000L + number),
            type,
            Regulation.GDPR,
            world.clock().instant(),
            purposes,
            List.of(),
            Bytes.copyOf(new byte[] {(byte) number}),
            Set.of(),
            Duration.ZERO,
            null,
            null,
            Timeline.received(world.clock().instant()),
            Map.of());
    book.enter(request);
    world
        .tables()
        .cases
        .open(
            new CaseId(request.app(), request.id()),
            List.of(new Subject(identity.kind(), world.vaults().pseudonym(identity))));
    executions.add(new Execution(world, request));
    world.history().note(() -> type + " is asked for as " + request.id());
  }

  List<Execution> executions() {
    return executions;
  }

  long number(Set<RequestType> types) {
    return executions.stream().filter(one -> types.contains(one.request().type())).count();
  }

  EnteredRequest request(CaseId id) {
    return memory.find(Vaults.CUSTOMER, id.request()).orElseThrow();
  }

  RequestBook book() {
    return book;
  }

  ReceiptChain chain() {
    return chain;
  }

  ReceiptSafe safe() {
    return safe;
  }

  /// Whatever a backup of its table may have.
  Set<String> versions() {
    return versions;
  }
}
