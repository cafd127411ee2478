package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What `docs/runbook.md` says that an operator sees is what the software says, and what it tells
/// them to call is there.
class RunbookTest {

  private static final String RUNBOOK = "docs/runbook.md";

  /// A line of a function's log, in italics.
  private static final Pattern LOG_LINE = Pattern.compile("(?<!\\*)\\*([A-Z][^*\n]*\\.)\\*(?!\\*)");

  private static final Pattern METRIC = Pattern.compile("`([A-Z][a-z]+Records)`");

  private static final Pattern ALARM = Pattern.compile("alarm `(\\w+)`");

  private static final List<String> CONSUMERS =
      List.of(
          "functions/aggregate/src/main/",
          "functions/archive/src/main/",
          "shared-lib/src/main/java/dev/lethe/shared/lane/");

  private static String sources() {
    return Documents.sources()
        .filter(path -> CONSUMERS.stream().anyMatch(path.toString()::contains))
        .map(RunbookTest::text)
        .collect(Collectors.joining());
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void itsLogLinesAreThoseOfTheStreamsConsumers() {
    var sources = sources();
    var lines =
        LOG_LINE
            .matcher(Documents.text(RUNBOOK))
            .results()
            .map(line -> "\"" + line.group(1).replaceAll("\\d+", "{}") + "\"")
            .toList();
    assertThat(lines).hasSize(5).allSatisfy(line -> assertThat(sources).contains(line));
  }

  @Test
  void itsMetricsAreThoseOfTheStreamsConsumers() {
    var sources = sources();
    var metrics =
        METRIC.matcher(Documents.text(RUNBOOK)).results().map(metric -> metric.group(1)).toList();
    assertThat(metrics)
        .hasSize(2)
        .allSatisfy(metric -> assertThat(sources).contains("\"" + metric + "\""));
  }

  @Test
  void itsAlarmsAreThoseOfTheTemplate() {
    var template = Documents.text("template.yaml");
    var alarms =
        ALARM.matcher(Documents.text(RUNBOOK)).results().map(alarm -> alarm.group(1)).toList();
    assertThat(alarms)
        .hasSizeGreaterThan(10)
        .allSatisfy(alarm ->
            assertThat(template).contains("  " + alarm + ":\n    Type: AWS::CloudWatch::Alarm\n"));
  }

  @Test
  void itCallsTheTargetsThatThereAre() {
    assertThat(Documents.targets(RUNBOOK))
        .contains("redrive", "skip", "shards", "recover-vault")
        .isSubsetOf(Documents.targets());
  }
}
