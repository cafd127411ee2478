package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Contract;
import dev.lethe.ingest.fact.Rejection;
import dev.lethe.ingest.gate.Verdict;
import dev.lethe.ingest.request.Call;
import dev.lethe.ingest.request.PropertyField;
import dev.lethe.insights.Statistic;
import dev.lethe.shared.counters.Interval;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.EventType;
import dev.lethe.shared.record.IntakeRecord;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.registry.Feature;
import dev.lethe.subjects.request.Refusal;
import dev.lethe.subjects.request.RequestType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The names in `docs/openapi.yaml` and `docs/events.md` are those of the code, all of them and no
/// others.
class DocumentedNamesTest {

  /// What comes of an event that is kept, by aggregate's `Tally`.
  private static final List<String> OF_KEPT =
      List.of("taken", "repeated", "suppressed_objected", "suppressed_flooding", "suppressed_late");

  /// The features that parts of an event are dropped without.
  private static final List<Feature> OF_PARTS =
      List.of(Feature.USER_ATTRIBUTES, Feature.END_USER_IDENTIFIER);

  /// What events say in clear; what becomes of them they do not say.
  private static final Set<Dimension> OF_FACTS =
      EnumSet.complementOf(EnumSet.of(Dimension.OUTCOME));

  private final Contract contract = Contract.document();

  private static List<String> names(Collection<? extends WireNamed> constants) {
    return constants.stream().map(WireNamed::wireName).sorted().toList();
  }

  private static List<String> names(WireNamed[] constants) {
    return names(Arrays.asList(constants));
  }

  static Stream<Arguments> enums() {
    return Stream.of(
        Arguments.of("RejectionCode", names(Rejection.values())),
        Arguments.of("Feature", names(Feature.values())),
        Arguments.of("Metric", names(Statistic.values())),
        Arguments.of("Interval", names(Interval.values())),
        Arguments.of("EventsDimension", names(Statistic.EVENTS.dimensions())),
        Arguments.of("DeviceDimension", names(Statistic.SESSIONS.dimensions())),
        Arguments.of("OfferingDimension", names(Statistic.OFFERINGS.dimensions())),
        Arguments.of("GoalDimension", names(Statistic.GOALS.dimensions())),
        Arguments.of("IntakeDimension", names(Statistic.INTAKE.dimensions())),
        Arguments.of("EventType", names(EventType.values())),
        Arguments.of("RefusalReason", names(Refusal.Reason.values())),
        Arguments.of("SubjectRequestType", names(RequestType.values())));
  }

  @ParameterizedTest
  @MethodSource("enums")
  void theEnumsOfTheApiAreThoseOfTheCode(String schema, List<String> names) {
    assertThat(contract.values(schema)).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void theApiNamesEveryMeasure() {
    var names =
        Arrays.stream(Statistic.values())
            .flatMap(statistic -> statistic.measureNames().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    names.add("t");
    assertThat(contract.properties("Value")).isEqualTo(names);
  }

  @Test
  void theApiSaysWhatEachRejectionMeans() {
    assertThat(names(Rejection.values()))
        .allSatisfy(code ->
            assertThat(contract.description("RejectionCode")).contains("- `" + code + "`: "));
  }

  @Test
  void theApiHasEveryCallWithAndWithoutASlashAtItsEnd() {
    var calls = new TreeSet<>(names(EventType.values()));
    calls.addAll(Call.BATCHES);
    calls.addAll(Set.of("optout", "optin"));
    assertThat(calls).allSatisfy(call -> assertThat(Call.at(call)).isPresent());
    var expected =
        calls.stream()
            .flatMap(call -> Stream.of("/v1/" + call, "/v1/" + call + "/"))
            .collect(Collectors.toSet());
    var documented =
        contract.paths().stream().filter(path -> !contract.examples(path).isEmpty()).toList();
    assertThat(documented).containsExactlyInAnyOrderElementsOf(expected);
  }

  static Stream<Arguments> tables() {
    var outcomes =
        Stream.of(
                OF_KEPT.stream(),
                Arrays.stream(Rejection.values()).map(IntakeRecord::rejected),
                Arrays.stream(Verdict.Reason.values()).map(IntakeRecord::suppressed),
                OF_PARTS.stream().map(IntakeRecord::dropped))
            .flatMap(names -> names)
            .sorted()
            .toList();
    return Stream.of(
        Arguments.of("Rejected events", names(Rejection.values())),
        Arguments.of("What became of every event", outcomes),
        Arguments.of("Features", names(Feature.values())),
        Arguments.of("What is counted in clear", names(OF_FACTS)),
        Arguments.of("Calls", names(EventType.values())));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void theTablesOfEventsAreComplete(String heading, List<String> names) throws IOException {
    assertThat(firstColumn(heading)).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void usageNamesWhatBecomesOfRequestsAndEvents() {
    assertThat(ofUsage("events/properties/rejected"))
        .containsExactlyInAnyOrderElementsOf(names(Rejection.values()));
    assertThat(ofUsage("events/properties/suppressed"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    OF_KEPT.stream(),
                    Arrays.stream(Verdict.Reason.values()).map(IntakeRecord::suppressed))
                .filter(outcome -> outcome.startsWith(IntakeRecord.SUPPRESSED))
                .map(outcome -> outcome.substring(IntakeRecord.SUPPRESSED.length()))
                .collect(Collectors.toSet()));
    assertThat(ofUsage("droppedParts")).containsExactlyInAnyOrderElementsOf(names(OF_PARTS));
    assertThat(ofUsage("requests/properties/refused"))
        .containsExactlyInAnyOrderElementsOf(
            Documents.rows("docs/usage.md", "why").stream()
                .flatMap(row -> Documents.names(row.getFirst()).stream())
                .toList());
  }

  private Set<String> ofUsage(String field) {
    return contract.properties("Usage/properties/months/items/properties/" + field);
  }

  @Test
  void theDocumentOfRightsNamesEveryTypeAndEveryReason() {
    var document = Documents.text("docs/opendsr.md");
    assertThat(names(RequestType.values()))
        .allSatisfy(name -> assertThat(document).contains("`" + name + "`"));
    assertThat(names(Refusal.Reason.values()))
        .allSatisfy(
            name -> assertThat(document).containsPattern("(?m)^\\| [`a-z_, ]*`" + name + "`"));
  }

  @Test
  void theVocabularyNamesEveryPropertyThatIsRead() throws IOException {
    assertThat(names(PropertyField.values()))
        .allSatisfy(name -> assertThat(section("Vocabulary")).contains("`" + name + "`"));
  }

  /// The names in the first column of a section's table.
  private static List<String> firstColumn(String heading) throws IOException {
    return Pattern.compile("(?m)^\\| `([^`]+)`.* \\|.*$")
        .matcher(section(heading))
        .results()
        .map(row -> row.group(1))
        .toList();
  }

  private static String section(String heading) throws IOException {
    var document = Files.readString(Path.of("..", "docs", "events.md"));
    return Pattern.compile("(?ms)^## " + heading + "$(.*?)(?=^## |\\z)")
        .matcher(document)
        .results()
        .map(found -> found.group(1))
        .findFirst()
        .orElseThrow();
  }
}
