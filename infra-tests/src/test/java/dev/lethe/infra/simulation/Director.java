package dev.lethe.infra.simulation;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Chooses what happens next: first a busy time in which anything may, then a quiet one in which
/// all that was begun comes to its end.
final class Director {

  /// More steps than any quiet time takes.
  private static final int ENOUGH = 100_000;

  /// So many steps, whoever takes one is slow with the next.
  private static final int SLOW = 6;

  /// Calls of a request or a flow between two pauses, at most: it makes few in all.
  private static final int FEW = 4;

  /// So many steps of a haunted world, somebody is thought dead.
  private static final int HAUNTED = 10;

  private static final Duration MOMENT = Duration.ofMillis(7);

  private final World world;
  private final Choices choices;
  private final Shape shape;
  private final Occasions occasions;
  private final List<Actor> requests = new ArrayList<>();
  private final Map<Actor, Phone> senders = new HashMap<>();
  private final List<Actor> others = new ArrayList<>();

  /// Those that are thought dead, and are not.
  private final List<Actor> undead = new ArrayList<>();

  /// Those that are slow, and the step in which they go on.
  private final Map<Actor, Integer> slow = new HashMap<>();

  private int step;

  Director(World world, Choices choices) {
    this.world = world;
    this.choices = choices;
    this.shape = world.shape();
    this.occasions = new Occasions(world, choices, this::send, this::startBeside);
  }

  void run() {
    for (; step < shape.steps(); step++) {
      pass();
      kill();
      if (choices.below(4) < 3 || !occasions.next()) {
        play();
      }
    }
    world.history().note(() -> "--- from here on nothing goes wrong");
    world.trouble().quieten();
    slow.clear();
    for (var more = 0; more < ENOUGH; more++) {
      world.pass(MOMENT);
      sendWhatIsOpen();
      if (!world.wrongs().isEmpty() || (!play() && !waitForSomebody())) {
        return;
      }
    }
    world.wrongs().add("STUCK: it never came to rest");
  }

  private void pass() {
    if (choices.oneIn(shape.jumpsEvery())) {
      world.pass(Duration.ofMinutes(30L * (1 + choices.below(24))));
    } else {
      world.pass(MOMENT.plusSeconds((long) choices.below(4) * choices.below(60)));
    }
  }

  private void send(Request request) {
    var sending = new Sending(world, request);
    var actor = world.start(request.toString(), sending::run);
    requests.add(actor);
    senders.put(actor, request.phone());
  }

  private void startBeside(String what, Consumer<Line> body) {
    others.add(world.start(what, body));
  }

  private void sendWhatIsOpen() {
    for (var phone : world.phones()) {
      if (requests.stream().noneMatch(one -> phone.equals(senders.get(one)))) {
        occasions.sendAll(phone);
      }
    }
  }

  /// Lets time pass for those who wait for it.
  ///
  /// @return false if nobody does
  private boolean waitForSomebody() {
    if (areAllOver()) {
      return false;
    }
    for (var time : List.of(Duration.ofMinutes(2), Duration.ofHours(2))) {
      world.pass(time);
      world.desk().executions().forEach(Execution::goOn);
      if (areAllOver() || !candidates().isEmpty()) {
        return true;
      }
    }
    world.wrongs().add("STUCK: somebody waits for what nobody does");
    return false;
  }

  private boolean areAllOver() {
    return world.desk().executions().stream().allMatch(Execution::isOver);
  }

  /// Somebody goes on, or a shard is delivered.
  ///
  /// @return false if nobody can
  private boolean play() {
    world.desk().executions().forEach(Execution::goOn);
    var candidates = candidates();
    if (candidates.isEmpty()) {
      return false;
    }
    choices.of(candidates).run();
    return true;
  }

  private List<Runnable> candidates() {
    var candidates = new ArrayList<Runnable>();
    for (var mapping : world.mappings()) {
      var running = mapping.running();
      if (running != null) {
        if (isAwake(running)) {
          candidates.add(() -> {
            resume(running, shape.calm());
            mapping.hear(world.trouble());
          });
        }
      } else if (mapping.isDue() && !(world.trouble().isQuiet() && mapping.isChildOfLiving())) {
        candidates.add(() -> mapping.deliver(choices, world.trouble()));
      }
    }
    addAll(candidates, requests);
    addAll(candidates, others);
    for (var execution : world.desk().executions()) {
      addAll(candidates, execution.steps());
    }
    if (candidates.isEmpty() || shape.isHaunted() || choices.oneIn(4)) {
      addAll(candidates, undead);
    }
    return candidates;
  }

  private void addAll(List<Runnable> candidates, List<Actor> actors) {
    for (var actor : actors) {
      if (actor.isReady() && isAwake(actor)) {
        candidates.add(() -> resume(actor, FEW));
      }
    }
  }

  private boolean isAwake(Actor actor) {
    return slow.getOrDefault(actor, 0) <= step;
  }

  private void resume(Actor actor, int calm) {
    actor.resume(choices.below(calm));
    if (world.trouble().strikes(SLOW)) {
      slow.put(actor, step + choices.below(shape.steps() / 2));
    }
    tidy(actor);
  }

  private void tidy(Actor actor) {
    if (!actor.isOver()) {
      return;
    }
    requests.remove(actor);
    undead.remove(actor);
    others.remove(actor);
    var failure = actor.failure();
    if (failure != null
        && !(failure instanceof SimulatedFailure)
        && !(failure instanceof StepFailed)) {
      world.wrongs().add("FAILED: " + actor + " with " + describe(failure));
    }
  }

  private static String describe(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /// Ends somebody, or takes somebody for dead.
  private void kill() {
    if (!world.trouble().strikes(shape.isHaunted() ? HAUNTED : shape.killsEvery())) {
      return;
    }
    var victims = new ArrayList<Runnable>();
    for (var mapping : world.mappings()) {
      var running = mapping.running();
      if (running != null) {
        victims.add(() -> {
          mapping.forget();
          end(running, Incident.INVOCATIONS_KILLED, Incident.INVOCATIONS_THOUGHT_DEAD);
        });
      }
    }
    for (var request : List.copyOf(requests)) {
      victims.add(() -> {
        requests.remove(request);
        end(request, Incident.REQUESTS_KILLED, Incident.REQUESTS_THOUGHT_DEAD);
      });
    }
    for (var other : others) {
      victims.add(() -> end(other, Incident.REQUESTS_KILLED, null));
    }
    for (var execution : world.desk().executions()) {
      for (var step : execution.steps()) {
        victims.add(() -> endStep(execution, step));
      }
    }
    if (!victims.isEmpty()) {
      choices.of(victims).run();
    }
  }

  private void endStep(Execution execution, Actor step) {
    if (choices.oneIn(2)) {
      world.incidents().add(Incident.STEPS_RUN_BESIDE);
      world.history().note(() -> step + " is thought dead");
      execution.forget(step);
    } else {
      end(step, Incident.STEPS_KILLED, null);
    }
  }

  private void end(Actor actor, Incident killed, @Nullable Incident thoughtDead) {
    if (thoughtDead != null && (choices.oneIn(2) || shape.isHaunted())) {
      world.incidents().add(thoughtDead);
      world.history().note(() -> actor + " is thought dead");
      undead.add(actor);
    } else {
      world.incidents().add(killed);
      world.history().note(() -> actor + " is killed");
      actor.kill();
      tidy(actor);
    }
  }
}
