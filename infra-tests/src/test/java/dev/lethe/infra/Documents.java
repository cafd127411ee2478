package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The documents, and the sources that they speak of.
final class Documents {

  private static final Path PROJECT = Path.of("..");

  /// Where sources are; what is built and installed is elsewhere.
  private static final List<String> FOLDERS =
      List.of(
          "functions",
          "shared-lib/src",
          "infra-tests/src",
          "infra-tests/queries",
          "infra-tests/sdk",
          "infra-tests/template",
          "tools");

  private static final Pattern IN_BACKTICKS = Pattern.compile("`([^`]+)`");

  /// In backticks, or at the beginning of a line in the shell.
  private static final Pattern CALL_OF_MAKE = Pattern.compile("(?m)(?:`|^|^\\$ )make ([a-z-]+)");

  private static final Pattern TARGET = Pattern.compile("(?m)^([a-z-]+):.*## ");

  private Documents() {}

  static String text(String file) {
    try {
      return Files.readString(PROJECT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The cells of all rows of a document's tables whose last column has this heading.
  static List<List<String>> rows(String file, String lastHeading) {
    var rows = new ArrayList<List<String>>();
    var isTable = false;
    for (var line : text(file).lines().toList()) {
      if (line.endsWith("| " + lastHeading + " |")) {
        isTable = true;
      } else if (!line.startsWith("|")) {
        isTable = false;
      } else if (isTable && !line.startsWith("|---")) {
        rows.add(Arrays.stream(line.substring(1).split("\\|", -1)).map(String::strip).toList());
      }
    }
    assertThat(rows).as("rows of " + file).isNotEmpty();
    return rows.stream().map(row -> row.subList(0, row.size() - 1)).toList();
  }

  /// What stands in backticks in a text.
  static List<String> names(String text) {
    return IN_BACKTICKS.matcher(text).results().map(name -> name.group(1)).toList();
  }

  /// The targets of `make` that a document tells its reader to call.
  static Set<String> targets(String file) {
    return found(CALL_OF_MAKE, text(file));
  }

  /// The targets of `make` that are there for people.
  static Set<String> targets() {
    return found(TARGET, text("Makefile"));
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(one -> one.group(1)).collect(Collectors.toSet());
  }

  /// Everything in the folders of sources.
  static Stream<Path> sources() {
    return FOLDERS.stream()
        .flatMap(folder -> {
          try (var files = Files.walk(PROJECT.resolve(folder))) {
            return files.filter(Files::isRegularFile).toList().stream();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
