package dev.lethe.infra.simulation;

import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.RequestType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// An execution of the state machine, as Step Functions plays it: a step that fails, or is not
/// answered in time, is run again, though the one before may still run.
final class Execution {

  /// How often steps of an execution may fail when nothing goes wrong any more.
  private static final int ENOUGH = 3;

  /// More rounds than anything takes that ends.
  private static final int MOST_ROUNDS = 8;

  private final World world;
  private final EnteredRequest request;
  private final Branch all;
  private final List<String> told = new ArrayList<>();

  private int failures;
  private int rounds;

  /// Steps that nobody waits for any more, and that may still run.
  private final List<Actor> forgotten = new ArrayList<>();

  private static final class Branch {
    final Machine machine;
    String at;
    Object data;
    boolean isOver;
    @Nullable Instant until;
    List<Branch> branches = List.of();
    @Nullable Actor step;
    AtomicReference<Map<String, Object>> answer = new AtomicReference<>();
    String token = "";

    Branch(Machine machine, Object data) {
      this.machine = machine;
      this.at = machine.start();
      this.data = data;
    }
  }

  Execution(World world, EnteredRequest request) {
    this.world = world;
    this.request = request;
    this.all =
        new Branch(
            Machine.OF_REQUESTS,
            Map.of(
                "customer", request.customer(),
                "app", request.app(),
                "request", request.id().toString(),
                "type", request.type().name(),
                "wait", 0));
  }

  EnteredRequest request() {
    return request;
  }

  boolean isOver() {
    return all.isOver;
  }

  /// All that its history shows.
  List<String> told() {
    return told;
  }

  /// The steps that are run now.
  List<Actor> steps() {
    var steps = new ArrayList<>(forgotten);
    addSteps(all, steps);
    return steps;
  }

  private static void addSteps(Branch branch, List<Actor> steps) {
    if (branch.step != null) {
      steps.add(branch.step);
    }
    branch.branches.forEach(one -> addSteps(one, steps));
  }

  private boolean isErasedBy(Actor step) {
    return request.type() == RequestType.ERASURE && !forgotten.contains(step);
  }

  /// Thinks that a step failed, which goes on.
  void forget(Actor step) {
    forget(all, step);
  }

  private void forget(Branch branch, Actor step) {
    if (step.equals(branch.step)) {
      forgotten.add(step);
      branch.step = null;
      branch.until = null;
    }
    branch.branches.forEach(one -> forget(one, step));
  }

  /// Goes on as far as it can now.
  void goOn() {
    forgotten.removeIf(Actor::isOver);
    goOn(all);
  }

  private void goOn(Branch branch) {
    while (!branch.isOver) {
      var before = branch.at;
      var state = branch.machine.state(before);
      var isDone =
          switch (Machine.<String>field(state, "Type")) {
            case "Succeed" -> true;
            case "Wait" -> hasWaited(branch, state);
            case "Choice" -> {
              branch.at = Machine.chosen(state, branch.data);
              yield false;
            }
            case "Pass" -> {
              rounds++;
              if (rounds > MOST_ROUNDS) {
                world.wrongs().add("ROUND: " + request.id() + " finds something for ever");
              }
              pass(branch, state, parameters(state, branch));
              yield true;
            }
            case "Parallel" -> areDone(branch, state);
            case "Task" -> isDone(branch, state);
            default -> throw new IllegalStateException(branch.at);
          };
      if (isDone) {
        next(branch, state);
      } else if (branch.at.equals(before)) {
        return;
      }
    }
  }

  private static void next(Branch branch, Map<String, Object> state) {
    branch.until = null;
    branch.step = null;
    branch.branches = List.of();
    if (state.get("Next") instanceof String next) {
      branch.at = next;
    } else {
      branch.isOver = true;
    }
  }

  private void pass(Branch branch, Map<String, Object> state, Object result) {
    told.add(branch.at + ": " + result);
    branch.data = Machine.passedOn(state, branch.data, result);
  }

  private static Map<String, Object> parameters(Map<String, Object> state, Branch branch) {
    return Machine.parameters(Machine.field(state, "Parameters"), branch.data, branch.token);
  }

  private boolean hasWaited(Branch branch, Map<String, Object> state) {
    if (branch.until == null) {
      branch.until =
          state.get("TimestampPath") instanceof String path
              ? Instant.parse((String) Machine.at(path, branch.data))
              : world.clock().instant().plusSeconds(seconds(state, branch));
    }
    return !world.clock().instant().isBefore(branch.until);
  }

  private static int seconds(Map<String, Object> state, Branch branch) {
    return state.get("SecondsPath") instanceof String path
        ? (Integer) Machine.at(path, branch.data)
        : Machine.<Integer>field(state, "Seconds");
  }

  private boolean areDone(Branch branch, Map<String, Object> state) {
    if (branch.branches.isEmpty()) {
      branch.branches =
          Machine.branches(state).stream().map(one -> new Branch(one, branch.data)).toList();
    }
    branch.branches.forEach(this::goOn);
    if (!branch.branches.stream().allMatch(one -> one.isOver)) {
      return false;
    }
    pass(branch, state, branch.branches.stream().map(one -> one.data).toList());
    return true;
  }

  private boolean isDone(Branch branch, Map<String, Object> state) {
    var waits = Machine.<String>field(state, "Resource").endsWith(".waitForTaskToken");
    if (branch.until == null) {
      start(branch, state, waits);
      return false;
    }
    var step = branch.step;
    var answer = waits ? world.tables().tasks.told(branch.token) : branch.answer.get();
    if (answer != null) {
      if (step != null && !step.isOver()) {
        forgotten.add(step);
      }
      pass(branch, state, answer);
      return true;
    }
    if (step != null && step.isOver() && branch.answer.get() == null) {
      if (step.failure() instanceof StepFailed failed && world.trouble().isQuiet()) {
        failures++;
        // One that ran beside may have ended what it was about; the next finds it ended.
        if (failures > ENOUGH) {
          world.wrongs().add("FAILED: " + step + " with " + failed.getCause());
        }
      }
      branch.step = null;
      branch.until = null;
    } else if (waits && !world.clock().instant().isBefore(branch.until)) {
      world.incidents().add(Incident.COMMANDS_TIMED_OUT);
      if (step != null) {
        forgotten.add(step);
      }
      branch.step = null;
      branch.until = null;
    }
    return false;
  }

  private void start(Branch branch, Map<String, Object> state, boolean waits) {
    branch.token = waits ? world.newToken() : "";
    branch.until =
        world
            .clock()
            .instant()
            .plus(Duration.ofSeconds(waits ? Machine.<Integer>field(state, "TimeoutSeconds") : 0));
    var given = parameters(state, branch);
    Map<String, Object> input = waits ? Machine.field(given, "Payload") : given;
    String function =
        waits ? Machine.field(given, "FunctionName") : Machine.field(state, "Resource");
    told.add(branch.at + " is given " + given);
    var answer = new AtomicReference<Map<String, Object>>();
    branch.answer = answer;
    branch.step =
        world.start(
            branch.at + " of " + request.type() + " " + request.id(),
            line -> answer.set(take(function, input, line)));
  }

  private Map<String, Object> take(String function, Map<String, Object> input, Line line) {
    try {
      return new Functions(world, line, () -> isErasedBy(line.actor())).take(function, input);
    } catch (SimulatedFailure e) {
      throw e;
    } catch (RuntimeException e) {
      throw new StepFailed(e);
    }
  }
}
