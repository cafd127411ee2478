package dev.lethe.subjects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.access.CustomerAccess.Caller;
import dev.lethe.shared.registry.Scope;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.subjects.progress.BookProgress;
import dev.lethe.subjects.request.ApiVersion;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.request.RequestGroups;
import dev.lethe.subjects.request.RequestReader;
import dev.lethe.subjects.request.RequestRefusedException;
import dev.lethe.subjects.request.RequestStatus;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Erasures of one subject that come, are cancelled and begin at the same time: between any two
/// calls of the book anybody else may come first.
class MeetingsTest {

  private static final int ROUNDS = 150;
  private static final Clock CLOCK = World.fixed(World.NOW);

  private final World world = new World();
  private final Map<String, Integer> answers = new HashMap<>();
  private final Set<UUID> begun = new HashSet<>();
  private final Set<UUID> abandoned = new HashSet<>();

  /// Whoever takes a turn goes on until its next call of the book.
  private static final class Turns {

    private final Random random;
    private final List<Semaphore> waiting = new ArrayList<>();
    private int running;

    private Turns(long seed) {
      this.random = new Random(seed);
    }

    private synchronized Semaphore queue() {
      var turn = new Semaphore(0);
      waiting.add(turn);
      running--;
      notifyAll();
      return turn;
    }

    private void await() {
      queue().acquireUninterruptibly();
    }

    private synchronized void end() {
      running--;
      notifyAll();
    }

    /// Lets actors act until all are done.
    private void play(List<Runnable> actors) throws InterruptedException {
      running = actors.size();
      for (var actor : actors) {
        Thread.ofVirtual()
            .start(() -> {
              await();
              try {
                actor.run();
              } finally {
                end();
              }
            });
      }
      while (true) {
        synchronized (this) {
          while (running > 0) {
            wait();
          }
          if (waiting.isEmpty()) {
            return;
          }
          running++;
          waiting.remove(random.nextInt(waiting.size())).release();
        }
      }
    }
  }

  /// A port that is waited for at each call.
  private static <T> T turnedBy(Turns turns, Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              turns.await();
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private void post(RequestIntake intake, UUID id) {
    try {
      var body = World.erasure(id.toString()).getBytes(StandardCharsets.UTF_8);
      var request = new RequestReader(World.HOST, CLOCK).read(body, ApiVersion.OPENDSR);
      var outcome =
          intake.take(new Caller("cus_1", "0123456789ab", Scope.ALL, Scope.RIGHTS), request);
      assertThat(outcome).isInstanceOf(RequestIntake.Outcome.Taken.class);
    } catch (RequestRefusedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyOneIsCancelledOrServedAndNoneIsBoth(long seed) throws InterruptedException {
    var seeds = new Random(seed);
    for (var round = 0; round < ROUNDS; round++) {
      var again = new MeetingsTest();
      again.play(seeds.nextLong());
    }
  }

  private void play(long seed) throws InterruptedException {
    var turns = new Turns(seed);
    var book = turnedBy(turns, RequestBook.class, world.book);
    var groups = turnedBy(turns, RequestGroups.class, world.book);
    var intake = world.intake(book, groups, CLOCK);
    var cancellation = world.cancellation(book, groups, CLOCK);
    var progress = new BookProgress(book, groups, world.callbacks(), CLOCK);
    var ids = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    var actors = new ArrayList<Runnable>();
    for (var id : ids) {
      actors.add(() -> post(intake, id));
      actors.add(() -> post(intake, id));
    }
    for (var id : ids.subList(0, 2)) {
      actors.add(() -> answers.put(id.toString(), status(cancellation.cancel("cus_1", id))));
    }
    actors.add(() -> begin(progress));
    actors.add(() -> begin(progress));
    turns.play(actors);
    // What is still to begin begins.
    turns.play(List.of(() -> begin(progress)));
    check(ids, seed);
  }

  private static int status(RequestCancellation.Outcome outcome) {
    return switch (outcome) {
      case RequestCancellation.Outcome.Cancelled cancelled -> 202;
      case RequestCancellation.Outcome.Refused(var refusal) -> refusal.status();
    };
  }

  /// Does what the state machine does with each execution that was started.
  private void begin(BookProgress progress) {
    for (var started : List.copyOf(world.started)) {
      var id = started.request();
      if (progress.begin("cus_1", id)) {
        assertThat(world.cases.subjects(new CaseId("app_1", id)))
            .as("whom it is about is known")
            .isNotEmpty();
        begun.add(id);
      } else {
        abandoned.add(id);
      }
    }
  }

  private void check(List<UUID> ids, long seed) {
    for (var id : ids) {
      var request = world.entered(id.toString());
      var status = request.timeline().status();
      var as = "seed " + seed + ", " + request;
      if (answers.getOrDefault(id.toString(), 404) == 202) {
        assertThat(status).as(as).isEqualTo(RequestStatus.CANCELLED);
      } else {
        assertThat(status).as(as).isEqualTo(RequestStatus.IN_PROGRESS);
        assertThat(begun).as(as).contains(request.served());
      }
      if (abandoned.contains(request.served())) {
        assertThat(status).as(as).isEqualTo(RequestStatus.CANCELLED);
      }
    }
    assertThat(begun).as("seed " + seed).noneMatch(abandoned::contains);
    assertThat(world.cases.open())
        .as("seed " + seed)
        .extracting(CaseId::request)
        .isSubsetOf(
            ids.stream()
                .map(id -> world.entered(id.toString()))
                .map(EnteredRequest::served)
                .toList());
  }
}
