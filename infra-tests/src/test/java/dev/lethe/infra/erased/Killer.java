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

/// Kills processes of the stack's functions at random: those that take events, count, archive,
/// export, and work on requests.
final class Killer {

  /// What the command line of each process of the stack says (`lethe_stack.project.Instance.mark`).
  private static final String MARK = "lethe.stack=";

  private static final String FUNCTION =
      "com.amazonaws.services.lambda.runtime.api.client.AWSLambda dev.lethe.";
  private static final List<String> KILLED =
      List.of("ingest.Ingest", "aggregate.", "archive.", "subjects.");

  /// Who is killed while it starts has done nothing, and nothing goes on.
  private static final Duration YOUNG = Duration.ofSeconds(3);

  private final String mark;
  private final Duration longest;
  private final Random random;
  private final Map<String, Integer> killed = new TreeMap<>();
  private final Thread thread = Thread.ofVirtual().unstarted(this::run);
  private volatile boolean goesOn = true;

  /// @param longest the longest time from one to the next
  Killer(Duration longest, long seed) {
    var outputs = Path.of(Objects.requireNonNull(System.getProperty("lethe.outputs")));
    mark = MARK + outputs.toAbsolutePath().normalize().getParent() + " ";
    this.longest = longest;
    this.random = new Random(seed);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (goesOn) {
      LockSupport.parkNanos(random.nextLong(longest.toNanos()));
      var processes = processes();
      if (goesOn && !processes.isEmpty()) {
        kill(processes.get(random.nextInt(processes.size())));
      }
    }
  }

  private record FunctionProcess(long id, String handler) {

    boolean isAtWork() {
      return ProcessHandle.of(id)
          .flatMap(process -> process.info().startInstant())
          .filter(Instant.now().minus(YOUNG)::isAfter)
          .isPresent();
    }
  }

  private List<FunctionProcess> processes() {
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
          .filter(FunctionProcess::isAtWork)
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
