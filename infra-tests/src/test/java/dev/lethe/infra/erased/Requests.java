package dev.lethe.infra.erased;

import dev.lethe.infra.stack.RightsRequests;
import dev.lethe.infra.stack.Stack;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.rights.aws.DynamoCases;
import dev.lethe.subjects.request.RequestType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What people asked for. As long as a request is open, the Vault says what it is about; this
/// remembers it, as nobody else does.
final class Requests {

  private static final Duration PAUSE = Duration.ofMillis(500);

  /// A request.
  record Asked(Person person, RequestType type, RightsRequests.Running running, Instant at) {

    CaseId caseId() {
      return new CaseId(person.app.id(), running.request());
    }
  }

  private final Stack stack = Stack.running();
  private final DynamoCases cases =
      new DynamoCases(
          stack.client(DynamoDbClient.builder()), stack.output("VaultTable"), Clock.systemUTC());
  private final Map<App, RightsRequests> rights = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Asked> asked = new ConcurrentLinkedQueue<>();
  private final Set<Asked> open = ConcurrentHashMap.newKeySet();
  private final Map<Asked, Set<CaseLife>> lives = new ConcurrentHashMap<>();
  private volatile boolean goesOn = true;
  private volatile @Nullable Throwable failure;
  private final Thread watch = Thread.ofVirtual().start(this::watch);

  Asked ask(Person person, RequestType type) {
    var purposes = type == RequestType.OBJECTION ? Set.of(Purpose.STATISTICS) : Set.<Purpose>of();
    var at = Instant.now();
    var running =
        rights
            .computeIfAbsent(person.app, app -> new RightsRequests(app.tenant()))
            .ask(type, purposes, person.named());
    var one = new Asked(person, type, running, at);
    lives.put(one, ConcurrentHashMap.newKeySet());
    asked.add(one);
    open.add(one);
    return one;
  }

  private void watch() {
    try {
      look();
    } catch (RuntimeException | AssertionError e) {
      failure = e;
    }
  }

  private void look() {
    while (goesOn) {
      open.forEach(one -> {
        see(one);
        if (one.running().isDone()) {
          open.remove(one);
        }
      });
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private void see(Asked one) {
    lives.getOrDefault(one, Set.of()).addAll(cases.lives(one.caseId()));
  }

  /// Waits until a request has begun what it asks.
  void awaitBegin(Asked one, Duration patience) {
    await(() -> !lives.getOrDefault(one, Set.of()).isEmpty(), patience);
  }

  /// Waits until some are done.
  void awaitDone(List<Asked> some, Duration patience) {
    await(() -> some.stream().noneMatch(open::contains), patience);
  }

  /// Waits until all are done.
  void awaitAll(Duration patience) {
    await(open::isEmpty, patience);
  }

  private void await(BooleanSupplier done, Duration patience) {
    var giveUp = Instant.now().plus(patience);
    while (!done.getAsBoolean()) {
      if (failure != null) {
        throw new AssertionError("A request failed.", failure);
      }
      if (Instant.now().isAfter(giveUp)) {
        throw new AssertionError(
            "Not done in time: " + open.stream().map(one -> one.running().history()).toList());
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /// All erasures that were asked for.
  List<Asked> erasures() {
    return asked.stream().filter(one -> one.type() == RequestType.ERASURE).toList();
  }

  /// The lives that a request ended.
  Set<CaseLife> lives(Asked one) {
    return Set.copyOf(lives.getOrDefault(one, Set.of()));
  }

  /// Looks at nothing any more.
  void stop() throws InterruptedException {
    goesOn = false;
    watch.join();
  }
}
