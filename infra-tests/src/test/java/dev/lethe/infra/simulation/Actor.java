package dev.lethe.infra.simulation;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Something that runs beside others: a request, an invocation, a flow. Only one actor runs at a
/// time, from one pause to the next, so that the order of all that happens is chosen.
final class Actor {

  private final String name;
  private final Thread thread;
  private @Nullable Thread director;
  private @Nullable Thread paused;
  private @Nullable Throwable failure;
  private BooleanSupplier ready = () -> true;
  private boolean isStarted;
  private int calm;
  private volatile boolean isRunning;
  private volatile boolean isKilled;
  private volatile boolean isOver;

  Actor(String name, Consumer<Actor> body) {
    this.name = name;
    this.thread = Thread.ofVirtual().unstarted(() -> play(body));
  }

  private void play(Consumer<Actor> body) {
    try {
      if (!isKilled) {
        body.accept(this);
      }
    } catch (Killed e) {
      // It is over.
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      isOver = true;
      handBack();
    }
  }

  private void handBack() {
    isRunning = false;
    LockSupport.unpark(director);
  }

  /// Lets it run until it pauses or is over.
  ///
  /// @param calls to the outside that it makes before it pauses, about
  void resume(int calls) {
    calm = calls * Trouble.WEIGHT;
    ready = () -> true;
    director = Thread.currentThread();
    isRunning = true;
    if (isStarted) {
      LockSupport.unpark(paused);
    } else {
      isStarted = true;
      thread.start();
    }
    while (isRunning) {
      LockSupport.park(this);
    }
  }

  /// Ends it where it stands.
  void kill() {
    isKilled = true;
    if (!isOver) {
      resume(0);
    }
  }

  /// Comes before each call to the outside; to be called by what it runs, in any of its threads.
  ///
  /// @param weight how likely others are to run now
  void beforeCall(int weight) {
    if (isKilled) {
      throw new Killed();
    }
    if (calm > 0) {
      calm -= weight;
    } else {
      pause();
    }
  }

  /// Waits at least until something is so; to be called by what it runs.
  void waitUntil(BooleanSupplier condition) {
    if (isKilled) {
      throw new Killed();
    }
    ready = condition;
    pause();
  }

  /// Lets others run; to be called by what it runs.
  void pause() {
    paused = Thread.currentThread();
    handBack();
    while (!isRunning) {
      LockSupport.park(this);
    }
    if (isKilled) {
      throw new Killed();
    }
  }

  boolean isReady() {
    return !isOver && ready.getAsBoolean();
  }

  boolean isOver() {
    return isOver;
  }

  /// Whether it was ended from outside: whatever it came to, nobody hears of it.
  boolean isKilled() {
    return isKilled;
  }

  /// What it ended with that nobody expected.
  @Nullable Throwable failure() {
    return failure;
  }

  @Override
  public String toString() {
    return name;
  }
}
