package dev.lethe.infra.sdk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A library that runs in a process of its own, driven by a small program in `infra-tests/sdk`.
/// Where their languages and packages are, `make test` says in system properties.
public final class ProcessSdk implements Sdk {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();

  private final List<String> command;
  private final List<String> options;

  private ProcessSdk(List<String> command, String... options) {
    this.command = command;
    this.options = List.of(options);
  }

  /// A library for Node.js: `segment` or `rudderstack`.
  public static Sdk node(String library, String... options) {
    var program = Path.of(property("lethe.sdk.node"), "send-" + library + ".mjs");
    return new ProcessSdk(List.of("node", program.toString()), options);
  }

  /// A library for Python: `segment` or `rudderstack`.
  public static Sdk python(String library) {
    return new ProcessSdk(List.of(property("lethe.sdk.python"), "sdk/python/send.py", library));
  }

  private static String property(String name) {
    var value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException("Run these tests with: make test");
    }
    return value;
  }

  @Override
  public List<String> send(Plan plan) {
    try {
      var file = Files.createTempFile("plan", ".json");
      try {
        JSON.writeValue(file.toFile(), plan);
        return run(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The library's process cannot be run.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The test is being stopped.", e);
    }
  }

  private List<String> run(Path plan) throws IOException, InterruptedException {
    var line = new ArrayList<>(command);
    line.add(plan.toString());
    line.addAll(options);
    var process = new ProcessBuilder(line).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException("The library's process failed:\n" + output);
    }
    var errors = new ArrayList<String>();
    var told = output.lines().reduce("{}", (before, last) -> last);
    JSON.readTree(told).path("errors").forEach(error -> errors.add(error.asText()));
    return List.copyOf(errors);
  }
}
