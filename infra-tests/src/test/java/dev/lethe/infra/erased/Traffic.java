package dev.lethe.infra.erased;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/// People who send all the time, several at once: new messages, and those of before again. Who is
/// to be erased sends as much as all others together.
final class Traffic {

  private static final int PEOPLE = 8;
  private static final int REPEATS = 4;
  private static final Duration PAUSE = Duration.ofMillis(150);

  private final Crowd crowd;
  private final Sender sender;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> running = new ArrayList<>();
  private volatile boolean goesOn = true;

  Traffic(Crowd crowd, Sender sender, int threads, long seed) {
    this.crowd = crowd;
    this.sender = sender;
    for (var number = 0; number < threads; number++) {
      var random = new Random(seed + number);
      running.add(this.threads.submit(() -> run(random)));
    }
  }

  private void run(Random random) {
    var gone = crowd.gone();
    while (goesOn) {
      var messages = new ArrayList<Message>();
      for (var each = 0; each < PEOPLE; each++) {
        var some = random.nextBoolean() ? gone : crowd.people;
        var person = some.get(random.nextInt(some.size()));
        if (person.talks) {
          messages.add(Message.of(person, false, random));
        }
      }
      sender.send(messages);
      var taken = sender.taken();
      var again = new ArrayList<Message>();
      for (var each = 0; each < REPEATS && !taken.isEmpty(); each++) {
        var message = taken.get(random.nextInt(taken.size()));
        if (message.person().talks) {
          again.add(message);
        }
      }
      sender.repeat(again);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /// Lets everybody finish what they are sending.
  void stop() {
    goesOn = false;
    threads.close();
    for (var one : running) {
      try {
        one.get();
      } catch (ExecutionException e) {
        throw new AssertionError("Somebody could not send.", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("The test is being stopped.", e);
      }
    }
  }
}
