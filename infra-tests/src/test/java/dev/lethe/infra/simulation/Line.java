package dev.lethe.infra.simulation;

import dev.lethe.shared.counters.CounterKey;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// An actor's line to the outside. Before each call others may run, and the actor may be ended; the
/// call itself may go wrong.
final class Line {

  private final Actor actor;
  private final Trouble trouble;
  private final Incidents incidents;
  private final History history;

  Line(Actor actor, Trouble trouble, Incidents incidents, History history) {
    this.actor = actor;
    this.trouble = trouble;
    this.incidents = incidents;
    this.history = history;
  }

  Actor actor() {
    return actor;
  }

  Trouble trouble() {
    return trouble;
  }

  void met(Incident incident) {
    incidents.add(incident);
  }

  void note(Supplier<String> what) {
    history.note(() -> actor + " " + what.get());
  }

  /// Makes a call.
  ///
  /// @param what it is, for the history
  <T> T call(Supplier<String> what, Supplier<T> effect) {
    return call(Trouble.WEIGHT, what, effect, this::note);
  }

  /// Makes a call to a counter.
  <T> T call(CounterKey counter, Supplier<String> what, Supplier<T> effect) {
    return call(1, what, effect, line -> history.note(counter, () -> actor + " " + line.get()));
  }

  private <T> T call(
      int weight, Supplier<String> what, Supplier<T> effect, Consumer<Supplier<String>> note) {
    actor.beforeCall(weight);
    var kind = trouble.next(weight);
    if (kind == Trouble.Kind.THROTTLED) {
      met(Incident.THROTTLED_CALLS);
      note.accept(() -> what.get() + ": throttled");
      throw new SimulatedFailure("throttled");
    }
    var answer = effect.get();
    note.accept(() -> what.get() + ": " + Texts.ofAnswer(answer));
    if (kind == Trouble.Kind.REPLY_LOST) {
      met(Incident.REPLIES_LOST);
      note.accept(() -> what.get() + ": its reply is lost");
      throw new SimulatedFailure("no reply");
    }
    if (kind == Trouble.Kind.ASKED_TWICE) {
      met(Incident.CALLS_ASKED_TWICE);
      var second = effect.get();
      note.accept(() -> what.get() + ": asked twice, " + Texts.ofAnswer(second));
      return second;
    }
    return answer;
  }

  /// Makes a call that changes something only if it is still as it was.
  boolean change(Supplier<String> what, BooleanSupplier effect) {
    var done = call(what, effect::getAsBoolean);
    if (!done) {
      met(Incident.WRITES_REFUSED);
    }
    return done;
  }

  void run(Supplier<String> what, Runnable effect) {
    call(
        what,
        () -> {
          effect.run();
          return "done";
        });
  }
}
