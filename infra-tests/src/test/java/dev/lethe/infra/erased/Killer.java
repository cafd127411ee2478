package dev.lethe.infra.erased;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// Kills processes of the stack's functions at random: those that take events, count, archive,
/// export, and work on requests. As fast as the machine allows: where functions take long to start
/// it kills less often, and nobody before events are taken again.
final class Killer {

  /// What the command line of each process of the stack says (`lethe_stack.project.Instance.mark`).
  private static final String MARK = "lethe.stack=";

  private static final String FUNCTION =
      "com.amazonaws.services.lambda.runtime.api.client.AWSLambda dev.lethe.";
  private static final String TAKES_EVENTS = "ingest.Ingest";
  private static final List<String> KILLED =
      List.of(TAKES_EVENTS, "aggregate.", "archive.", "subjects.");

  /// Who is killed while it starts has done nothing, and nothing goes on.
  private static final Duration YOUNG = Duration.ofSeconds(3);

  /// So many at once start more slowly than one.
  private static final int STARTS_AT_A_TIME = 2;

  private final String mark;
  private final Duration longest;
  private final LongSupplier taken;
  private final Random random;
  private final Map<String, Integer> killed = new TreeMap<>();
  private final Thread thread = Thread.ofVirtual().unstarted(this::run);
  private volatile boolean goesOn = true;
  private Duration young = YOUNG;
  private long takenBefore = -1;

  /// @param longest the longest time from one to the next, where functions start fast
  /// @param taken how many requests with events were taken so far
  Killer(Duration longest, LongSupplier taken, long seed) {
    var outputs = Path.of(Objects.requireNonNull(System.getProperty("lethe.outputs")));
    mark = MARK + outputs.toAbsolutePath().normalize().getParent() + " ";
    this.longest = longest;
    this.taken = taken;
    this.random = new Random(seed);
  }

  /// Kills what takes events, and looks how long it is until they are taken again.
  ///
  /// @param send returns when they are
  void start(Runnable send) {
    processes(Duration.ZERO).stream()
        .filter(process -> process.handler().startsWith(TAKES_EVENTS))
        .forEach(this::kill);
    var began = Instant.now();
    send.run();
    var atOnce = Duration.between(began, Instant.now()).multipliedBy(STARTS_AT_A_TIME);
    young = atOnce.compareTo(YOUNG) > 0 ? atOnce : YOUNG;
    thread.start();
  }

  private void run() {
    while (goesOn) {
      LockSupport.parkNanos(
          random.nextLong(longest.toNanos()) * young.toMillis() / YOUNG.toMillis());
      var processes = processes(young);
      var now = taken.getAsLong();
      if (goesOn && !processes.isEmpty() && now > takenBefore) {
        takenBefore = now;
        kill(processes.get(random.nextInt(processes.size())));
      }
    }
  }

  private record FunctionProcess(long id, String handler) {

    boolean isOlderThan(Duration age) {
      return ProcessHandle.of(id)
          .flatMap(process -> process.info().startInstant())
          .filter(Instant.now().minus(age)::isAfter)
          .isPresent();
    }
  }

  private List<FunctionProcess> processes(Duration age) {
    try {
      var listing =
          new ProcessBuilder("ps", "-A", "-ww", "-o", "pid=,args=")
              .redirectErrorStream(true)
              .start();
      var text = new String(listing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> line.contains(mark) && line.contains(FUNCTION))
          .map(line ->
              new FunctionProcess(
                  Long.parseLong(line.strip().substring(0, line.strip().indexOf(' '))),
                  line.substring(line.indexOf(FUNCTION) + FUNCTION.length()).strip()))
          .filter(process -> KILLED.stream().anyMatch(process.handler()::startsWith))
          .filter(process -> process.isOlderThan(age))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void kill(FunctionProcess process) {
    var isKilled = ProcessHandle.of(process.id()).map(ProcessHandle::destroyForcibly).orElse(false);
    if (isKilled) {
      killed.merge(process.handler(), 1, Integer::sum);
    }
  }

  /// Kills nothing any more.
  void stop() throws InterruptedException {
    goesOn = false;
    if (thread.getState() != Thread.State.NEW) {
      thread.join();
    }
  }

  /// What was killed, how often.
  Map<String, Integer> killed() {
    return killed;
  }
}
