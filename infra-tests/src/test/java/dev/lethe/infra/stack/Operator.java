package dev.lethe.infra.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// An operator at the running stack, with the tools that the Makefile calls.
public final class Operator {

  private Operator() {}

  /// What a tool ended with and said.
  public record Told(int status, String text) {}

  /// Runs `make redrive`, `make skip`, `make shards`, `make restore`, `make read`, `make
  /// recover-vault` or `make ship-logs`, as the Makefile does.
  public static Told run(String... command) {
    return run(Duration.ofMinutes(1), command);
  }

  /// The same, for what takes longer.
  public static Told run(Duration longest, String... command) {
    return run(longest, Map.of(), command);
  }

  /// The same, with more in its environment.
  public static Told run(Duration longest, Map<String, String> environment, String... command) {
    return run(longest, environment, "", command);
  }

  /// The same for what asks something.
  ///
  /// @param input what is typed
  public static Told told(Duration longest, String input, String... command) {
    return run(longest, Map.of(), input, command);
  }

  private static Told run(
      Duration longest, Map<String, String> environment, String input, String... command) {
    var line = new ArrayList<>(List.of(property("lethe.operate.python"), "-m", "operate"));
    line.addAll(List.of(command));
    line.addAll(List.of("--outputs", property("lethe.outputs")));
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("PYTHONPATH", Path.of("..", "tools").toString());
    builder.environment().putAll(environment);
    try {
      var process = builder.start();
      try (var typed = process.outputWriter(StandardCharsets.UTF_8)) {
        typed.write(input);
      }
      var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(longest)) {
        process.destroyForcibly();
        throw new IllegalStateException("The operator's tool does not end:\n" + text);
      }
      return new Told(process.exitValue(), text);
    } catch (IOException e) {
      throw new UncheckedIOException("The operator's tool cannot be run.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The test is being stopped.", e);
    }
  }

  private static String property(String name) {
    var value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException("Run these tests with: make test");
    }
    return value;
  }
}
