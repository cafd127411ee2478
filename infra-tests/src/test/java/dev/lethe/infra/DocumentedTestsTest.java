package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The tests that `docs/privacy.md` and `docs/opendsr.md` name are there: a class, a method of a
/// class, a function of Python's, or a file of those.
class DocumentedTestsTest {

  private static final Pattern PYTHON = Pattern.compile("test_\\w+");
  private static final Pattern FILE = Pattern.compile("test_\\w+\\.py");

  /// Where a document says that something is not done, or not by us.
  private static final String NONE = "–";

  static Stream<Arguments> rows() {
    return Stream.of("docs/privacy.md", "docs/opendsr.md")
        .flatMap(document -> Documents.rows(document, "test").stream())
        .filter(row -> !row.getLast().equals(NONE))
        .map(row -> Arguments.of(row.get(0), row.get(1), Documents.names(row.getLast())));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("rows")
  void everyTestThatIsNamedIsThere(String id, String mechanism, List<String> names) {
    assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(isThere(name)).isTrue());
  }

  private static boolean isThere(String name) {
    if (FILE.matcher(name).matches()) {
      return Documents.sources().anyMatch(path -> path.endsWith(name));
    }
    if (PYTHON.matcher(name).matches()) {
      return Documents.sources()
          .filter(path -> FILE.matcher(path.getFileName().toString()).matches())
          .anyMatch(path -> text(path).contains("\ndef " + name + "("));
    }
    var parts = name.split("\\.", 2);
    return Documents.sources()
        .filter(path -> path.endsWith(parts[0] + ".java") && path.toString().contains("/src/test/"))
        .anyMatch(path -> parts.length == 1 || text(path).contains(" void " + parts[1] + "("));
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
