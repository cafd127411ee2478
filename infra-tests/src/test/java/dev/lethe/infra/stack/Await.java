package dev.lethe.infra.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Waits for what comes by itself. On a busy machine that takes many times as long as on an idle
/// one, and patience costs something only where something is wrong: there is much of it.
public final class Await {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  private Await() {}

  /// Looks until there is something.
  public static <T> T found(Supplier<@Nullable T> look) {
    var found = latest(look, answer -> answer != null);
    if (found == null) {
      throw new AssertionError("It did not come in time.");
    }
    return found;
  }

  /// Looks until something is so.
  public static void until(BooleanSupplier look) {
    until(PATIENCE, look);
  }

  /// Likewise, with more patience.
  public static void until(Duration patience, BooleanSupplier look) {
    if (!latest(patience, look::getAsBoolean, isSo -> isSo)) {
      throw new AssertionError("It was not so in time.");
    }
  }

  /// What is told as soon as it is enough, or at last.
  public static <T extends @Nullable Object> T latest(Supplier<T> ask, Predicate<T> enough) {
    return latest(PATIENCE, ask, enough);
  }

  private static <T extends @Nullable Object> T latest(
      Duration patience, Supplier<T> ask, Predicate<T> enough) {
    var giveUp = Instant.now().plus(patience);
    var answer = ask.get();
    while (!enough.test(answer) && Instant.now().isBefore(giveUp)) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      answer = ask.get();
    }
    return answer;
  }
}
