package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The options and versions in `docs/sdks.md` are those that the libraries are tried with.
class DocumentedSdksTest {

  private static final String DOCUMENT = "docs/sdks.md";

  /// The code of examples, but for their placeholders.
  private static final Pattern OPTION =
      Pattern.compile("(?m)^ *(?:Telemetry\\.)?(\\w+) = |put\\w*\\(\"([^\"]+)\"");

  static Stream<Arguments> libraries() {
    return Documents.rows(DOCUMENT, "program").stream()
        .map(row ->
            Arguments.of(
                row.get(0),
                row.get(1),
                Documents.names(row.get(2).replace("`/v1/batch`", "") + row.get(3)),
                Documents.names(row.getLast()).getFirst()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("libraries")
  void itsOptionsAndItsVersionAreThoseOfItsProgram(
      String library, String version, List<String> options, String program) throws IOException {
    var text = program(program);
    assertThat(options)
        .isNotEmpty()
        .allSatisfy(option -> assertThat(text).containsIgnoringCase(option));
    var versions =
        Stream.of(
                "pom.xml",
                "infra-tests/sdk/node/package.json",
                "infra-tests/sdk/python/requirements.txt")
            .map(Documents::text)
            .toList();
    assertThat(versions).as(version).anySatisfy(file -> assertThat(file).contains(version));
  }

  @Test
  void theExampleForKotlinSaysWhatTheTestsSay() throws IOException {
    var example =
        Pattern.compile("(?s)```kotlin\n(.*?)```")
            .matcher(Documents.text(DOCUMENT))
            .results()
            .map(found ->
                found
                    .group(1)
                    .lines()
                    .filter(line -> !line.startsWith("val"))
                    .reduce("", (all, line) -> all + line + "\n"))
            .findFirst()
            .orElseThrow();
    var text = program("SegmentKotlinSdk.java");
    assertThat(OPTION.matcher(example).results().toList())
        .hasSizeGreaterThan(5)
        .allSatisfy(option ->
            assertThat(text)
                .containsIgnoringCase(option.group(1) == null ? option.group(2) : option.group(1)));
  }

  private static String program(String name) throws IOException {
    var found = Documents.sources().filter(path -> path.endsWith(name)).findFirst();
    assertThat(found).as(name).isPresent();
    return Files.readString(found.orElseThrow());
  }
}
