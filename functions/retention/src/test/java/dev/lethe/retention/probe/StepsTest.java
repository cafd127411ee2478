package dev.lethe.retention.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.env.Clocks;
import dev.lethe.shared.steps.StepHandler;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The steps of the state machine, with the sample inputs.
class StepsTest {

  private static final String RUN = "aud_AAAAAAAAAAAAAAAAAAAAAA";
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Reported REPORTED =
      new Reported(
          Map.of(Place.VAULT, new Reported.Table(null, new Reported.Backups(false, null, null), 9)),
          Map.of(),
          168,
          List.of(new Reported.LogGroup(Place.LOGS, "/aws/lambda/lethe-ingest", 60, 7)));

  private final InMemoryPapers papers = new InMemoryPapers();
  private final List<Probe> told = new ArrayList<>();

  /// One subject that was last seen long ago.
  private final Items items =
      new Items() {
        @Override
        public void segment(Place table, int segment, int segments, Consumer<Seen> shown) {
          var since = NOW.minus(Duration.ofDays(100));
          shown.accept(
              new Seen(
                  TableKinds.SUBJECTS,
                  "app_1",
                  since,
                  null,
                  since.plus(Duration.ofDays(91)),
                  null));
        }

        @Override
        public long bytes(Place table) {
          return 0;
        }
      };

  private final Objects objects =
      new Objects() {
        @Override
        public Stream<ObjectSeen> after(Place bucket, String name) {
          return Stream.of(
              new ObjectSeen(
                  "lines/day=2026-11-26/hour=05/90-x", 5, NOW, ObjectSeen.State.CURRENT));
        }

        @Override
        public Stream<Instant> unfinished(Place bucket) {
          return Stream.of();
        }
      };

  private static Map<String, Object> run(StepHandler handler, String sample) throws IOException {
    try (var input = StepsTest.class.getResourceAsStream("/events/" + sample)) {
      @SuppressWarnings("unchecked")
      Map<String, Object> fields =
          new HashMap<>(
              new JsonMapper().readValue(java.util.Objects.requireNonNull(input), Map.class));
      return handler.handleRequest(fields, new TestLambdaContext());
    }
  }

  @Test
  void stepsMakeAProbe() throws IOException {
    var plan =
        new PlanHandler(new ProbePlan(items), Set.of(Place.VAULT, Place.ARCHIVE), papers, CLOCK);
    assertThat(run(plan, "probe-plan.json")).containsEntry("object", "work/" + RUN + "/plan.json");
    var measured = Map.<String, Object>of("done", true);
    assertThat(run(new ItemsHandler(papers, items, CLOCK), "probe-items.json")).isEqualTo(measured);
    assertThat(run(new ObjectsHandler(papers, objects, CLOCK), "probe-objects.json"))
        .isEqualTo(measured);
    var settings = new SettingsHandler(new SettingsStep(papers, () -> REPORTED, CLOCK));
    assertThat(run(settings, "probe-settings.json")).isEqualTo(measured);
    var conclusion = new ConclusionHandler(new ProbeConclusion(papers, told::add));
    assertThat(run(conclusion, "probe-conclude.json")).isEmpty();

    var probe = told.getFirst();
    assertThat(probe.breaches())
        .extracting(breach -> breach.place().wireName() + ' ' + breach.of())
        .containsExactly("vault subjects", "vault time_to_live");
    assertThat(probe.breaches().getFirst().says()).isEqualTo("past its time, the worst by 6 days");
    assertThat(probe.bytes()).isEqualTo(Map.of(Place.VAULT, 9L, Place.LOGS, 7L));
    assertThat(probe.at()).isEqualTo(NOW);
  }

  /// Names of keys that a failure may repeat are for nobody.
  @Test
  void whatFailsIsNotToldToTheStateMachine() {
    Objects broken =
        new Objects() {
          @Override
          public Stream<ObjectSeen> after(Place bucket, String name) {
            throw new IllegalStateException("screenshots/app_1/label");
          }

          @Override
          public Stream<Instant> unfinished(Place bucket) {
            return Stream.of();
          }
        };
    new ProbeFolder(papers, RUN).keepPlan(NOW, List.of());
    assertThatThrownBy(() -> run(new ObjectsHandler(papers, broken, CLOCK), "probe-objects.json"))
        .hasMessage("A step failed.")
        .hasNoCause();
  }

  @Test
  void aStepLeavesTheRestToTheNextWhenItsTimeIsNearlyUp() {
    var now = new Instant[] {NOW};
    var clock = Clocks.showing(() -> now[0]);
    var time = new WorkingTime(clock);
    now[0] = NOW.plus(WorkingTime.LENGTH).minusNanos(1);
    assertThat(time.isUp()).isFalse();
    now[0] = NOW.plus(WorkingTime.LENGTH);
    assertThat(time.isUp()).isTrue();
    assertThat(WorkingTime.LENGTH).isLessThan(Duration.ofMinutes(15));
  }
}
