package dev.lethe.archive;

import dev.lethe.shared.lane.LaneRecord;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// One invocation, that goes on by one call at a time when it is told to: the world decides what
/// happens between its calls, and whether it is still waited for.
final class Invocation {

  private final Semaphore goOn = new Semaphore(0);
  private final Semaphore waits = new Semaphore(0);
  private final Thread thread;
  private final List<LaneRecord> delivery;
  private volatile boolean isOver;
  private volatile boolean isAbandoned;
  private volatile Optional<LaneRecord> stopped = Optional.empty();

  /// Stops a thread, and is nobody's to catch.
  private static final class Abandoned extends Error {
    private static final long serialVersionUID = 1L;
  }

  /// @param archive what it calls, with all stores wrapped so that each call waits
  Invocation(List<LaneRecord> delivery, Function<Invocation, Archive> archive) {
    this.delivery = delivery;
    this.thread =
        Thread.ofVirtual()
            .unstarted(() -> {
              try {
                pause();
                stopped = archive.apply(this).store(delivery);
              } catch (Abandoned e) {
                // Nobody waits for it.
              } finally {
                isOver = true;
                waits.release();
              }
            });
    thread.start();
    waits.acquireUninterruptibly();
  }

  /// Lets it make the next call; then it waits again, or is over.
  void step() {
    goOn.release();
    waits.acquireUninterruptibly();
  }

  /// It makes no call any more.
  void abandon() {
    isAbandoned = true;
    while (!isOver) {
      step();
    }
  }

  boolean isOver() {
    return isOver;
  }

  boolean isAbandoned() {
    return isAbandoned;
  }

  List<LaneRecord> delivery() {
    return delivery;
  }

  /// The first record that must come again, once it is over.
  Optional<LaneRecord> stopped() {
    return stopped;
  }

  private void pause() {
    waits.release();
    goOn.acquireUninterruptibly();
    if (isAbandoned) {
      throw new Abandoned();
    }
  }

  /// A store whose every call waits until this invocation may go on.
  <T> T stepwise(Class<T> port, T store) {
    var wrapped =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              pause();
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return port.cast(wrapped);
  }
}
