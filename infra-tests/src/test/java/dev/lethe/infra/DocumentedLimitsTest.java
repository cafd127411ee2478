package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.lethe.ingest.request.Limits;
import dev.lethe.shared.retention.Term;
import dev.lethe.subjects.request.RequestLimits;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The numbers in `docs/limits.md` are those of the constants and the templates that it names.
class DocumentedLimitsTest {

  private static final String DOCUMENT = "docs/limits.md";

  /// `500 KB`, `2,500`, `30 days`, `168 hours (7 days)`.
  private static final Pattern NUMBER = Pattern.compile("([\\d,]+)(?: (\\w+).*)?");

  /// `Stream.RetentionPeriodHours: 168`: a resource or a parameter, and a line of it.
  private static final Pattern TEMPLATE_LINE = Pattern.compile("(\\w+)\\.(\\w+): (\\d+)");

  private static final Pattern CONSTANT = Pattern.compile("(\\w+)\\.([A-Z0-9_]+)");

  private static final String NONE = "–";

  /// What is limited, the limit, and what holds it.
  static Stream<Arguments> limits() {
    return Documents.rows(DOCUMENT, "held in").stream()
        .filter(row -> !row.get(1).equals(NONE))
        .map(row -> Arguments.of(row.getFirst(), row.get(1), Documents.names(row.getLast())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("limits")
  void theNumberIsTheOneThatHolds(String what, String limit, List<String> holders) {
    var told = NUMBER.matcher(limit);
    assertThat(told.matches()).as(limit).isTrue();
    var number = Long.parseLong(told.group(1).replace(",", ""));
    var unit = told.group(2) == null ? "" : told.group(2);
    assertThat(holders).as("what holds it").hasSize(1);
    var holder = holders.getFirst();
    var line = TEMPLATE_LINE.matcher(holder);
    if (line.matches()) {
      assertThat(block(line.group(1)))
          .containsPattern("(?m)^ +" + line.group(2) + ": " + line.group(3) + "$");
      assertThat(number).isEqualTo(Long.parseLong(line.group(3)));
    } else {
      var constant = CONSTANT.matcher(holder);
      assertThat(constant.matches()).as(holder).isTrue();
      var value = value(constant.group(1), constant.group(2));
      assertThat(isHeld(number, unit, value)).as(limit + " is held as " + value).isTrue();
    }
  }

  private static boolean isHeld(long number, String unit, Object value) {
    return switch (value) {
      case Integer held -> held == number * (unit.equals("KB") ? 1024 : 1);
      case Term held -> isHeld(number, unit, held.length());
      case Duration held -> held.equals(Duration.of(number, unit(unit)));
      case Period held -> held.equals(Period.of(0, (int) number, 0)) && unit.equals("months");
      case Instant held -> held.atOffset(ZoneOffset.UTC).getYear() == number;
      default -> false;
    };
  }

  private static ChronoUnit unit(String name) {
    var plural = name.endsWith("s") ? name : name + "s";
    return ChronoUnit.valueOf(plural.toUpperCase(Locale.ROOT));
  }

  /// The value of a constant, wherever it may be seen from.
  private static Object value(String className, String name) {
    try {
      Field field = classOf(className).getDeclaredField(name);
      field.setAccessible(true);
      return field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("There is no " + className + "." + name + ".", e);
    }
  }

  private static Class<?> classOf(String simpleName) throws ClassNotFoundException {
    if (simpleName.equals(StreamReadConstraints.class.getSimpleName())) {
      return StreamReadConstraints.class;
    }
    var names =
        Documents.sources()
            .map(Path::toString)
            .filter(
                path -> path.contains("/src/main/") && path.endsWith("/" + simpleName + ".java"))
            .map(path -> path.replaceFirst(".*/java/", "").replaceFirst("\\.java$", ""))
            .toList();
    assertThat(names).as(simpleName + ".java").hasSize(1);
    return Class.forName(names.getFirst().replace('/', '.'));
  }

  /// What stands in the template under a name.
  private static String block(String name) {
    return Pattern.compile("(?ms)^  " + name + ":$(.*?)(?=^ {0,2}\\S|\\z)")
        .matcher(Documents.text("template.yaml"))
        .results()
        .map(found -> found.group(1))
        .findFirst()
        .orElseThrow(() -> new AssertionError("The template has no " + name + "."));
  }

  @Test
  void aPackageIsKeptAsLongAsItCanBeHad() {
    var kept = value("DynamoIssues", "KEPT");
    assertThat(value("Lifetime", "PACKAGES_KEPT")).isEqualTo(kept);
    assertThat(block("ExportsBucket"))
        .contains("ExpirationInDays: " + ((Duration) kept).toDays() + "\n");
  }

  @ParameterizedTest
  @ValueSource(classes = {Limits.class, RequestLimits.class})
  void everyLimitOfARequestIsThere(Class<?> limits) {
    var document = Documents.text(DOCUMENT);
    assertThat(Arrays.stream(limits.getFields()).map(Field::getName).toList())
        .isNotEmpty()
        .allSatisfy(
            name -> assertThat(document).contains("`" + limits.getSimpleName() + "." + name + "`"));
  }
}
