package dev.lethe.subjects.restore;

import static dev.lethe.subjects.restore.RequestsWorld.APP;
import static dev.lethe.subjects.restore.RequestsWorld.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.vault.SubjectState;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.request.RequestType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Random histories: a table that is lost at some time, and made again of a backup by whoever is
/// killed now and then, forgets nothing that was promised.
class RequestsHistoriesTest {

  private static final int STEPS = 80;
  private static final List<RequestType> TYPES =
      List.of(RequestType.ERASURE, RequestType.ERASURE, RequestType.RESTRICTION);

  @Property(tries = 60)
  void whatWasPromisedIsKept(@ForAll long seed) {
    new History(seed).play();
  }

  private static final class History {

    private final Random random;
    private final RequestsWorld world;
    private final List<EnteredRequest> requests = new ArrayList<>();
    private final Set<UUID> cancelled = new HashSet<>();
    private final Set<UUID> done = new HashSet<>();
    private final Set<UUID> begun = new HashSet<>();

    private History(long seed) {
      random = new Random(seed);
      world = new RequestsWorld(random);
    }

    private void play() {
      var backup = world.backUp();
      for (var step = 0; step < STEPS; step++) {
        world.now = world.now.plus(Duration.ofMinutes(random.nextInt(600)));
        act();
        if (random.nextInt(12) == 0) {
          backup = world.backUp();
        }
        if (random.nextInt(20) == 0 || step == STEPS - 1) {
          lose(backup);
        }
      }
    }

    private void act() {
      switch (random.nextInt(6)) {
        case 0, 1 ->
            requests.add(
                world.enter(
                    TYPES.get(random.nextInt(TYPES.size())),
                    random.nextInt(4),
                    Duration.ofHours(random.nextInt(48))));
        case 2 -> world.optOut(random.nextInt(4), random.nextBoolean());
        default -> {
          if (!requests.isEmpty()) {
            work(requests.get(random.nextInt(requests.size())));
          }
        }
      }
    }

    private void work(EnteredRequest request) {
      var first = request.served();
      if (begun.contains(first)) {
        if (random.nextBoolean() && !done.contains(first)) {
          // Who is killed after this leaves a receipt, and a request that is open.
          if (request.type() == RequestType.ERASURE && random.nextBoolean()) {
            world.issue(request);
          } else {
            world.finish(request);
            done.add(first);
          }
        }
      } else if (random.nextInt(3) == 0) {
        if (world.cancel(request)) {
          cancelled.add(request.id());
        }
      } else if (world.begin(request)) {
        begun.add(first);
      }
    }

    private void lose(RequestsWorld.Copy backup) {
      world.lose();
      world.killing.may(true);
      world.restore(backup);
      world.killing.may(false);
      requests.removeIf(request -> world.book.find(CUSTOMER, request.id()).isEmpty());
      assertStanding();
      assertReceipts();
      requests.forEach(this::assertKept);
    }

    private void assertStanding() {
      Map<String, SubjectState> stands = new TreeMap<>();
      world.subjects.each((app, subject, state) -> {
        var standing = state.standing(world.now);
        if (!standing.isNothing()) {
          stands.put(subject.text(), standing);
        }
      });
      assertThat(world.subjects.register.after(APP, null)).isEqualTo(stands);
    }

    private void assertReceipts() {
      var heads = new HashMap<Long, String>();
      for (var number : world.safe.numbers(CUSTOMER)) {
        var receipt = world.safe.find(CUSTOMER, number).orElseThrow();
        heads.put(number, receipt.request());
        assertThat(world.chain.find(CUSTOMER, receipt.request())).contains(receipt);
        assertThat(world.chain.head(CUSTOMER).number()).isGreaterThanOrEqualTo(number);
      }
      assertThat(heads).hasSize((int) world.chain.head(CUSTOMER).number());
    }

    private void assertKept(EnteredRequest request) {
      var status = world.status(request);
      var isServed = world.chain.find(CUSTOMER, request.served().toString()).isPresent();
      if (isServed || done.contains(request.served())) {
        // Who went back on it since may be told that it was done: it was.
        assertThat(status).isIn(RequestStatus.COMPLETED, RequestStatus.CANCELLED);
      } else if (begun.contains(request.served())) {
        assertThat(status).isIn(RequestStatus.IN_PROGRESS, RequestStatus.CANCELLED);
      } else if (!world.book.isAwaited(CUSTOMER, request.served())) {
        assertThat(status).isEqualTo(RequestStatus.CANCELLED);
      } else {
        assertThat(world.subjects.named(RequestsWorld.id(request)))
            .as("somebody can work on it")
            .isNotEmpty();
      }
      if (status == RequestStatus.CANCELLED) {
        assertThat(cancelled).contains(request.id());
      }
    }
  }
}
