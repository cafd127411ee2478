package dev.lethe.infra.sdk;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Keeps account of the events that a library in this process was given.
final class Deliveries {

  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch open;
  private final List<String> errors = new CopyOnWriteArrayList<>();

  Deliveries(int events) {
    open = new CountDownLatch(events);
  }

  void delivered() {
    open.countDown();
  }

  void failed(Throwable cause) {
    errors.add(String.valueOf(cause));
    open.countDown();
  }

  /// Waits until the library is done with all of them.
  ///
  /// @return what it said of those that it could not deliver
  List<String> await() {
    try {
      if (!open.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        errors.add("The library is still at it after a minute.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      errors.add("interrupted");
    }
    return List.copyOf(errors);
  }
}
