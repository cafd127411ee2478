package dev.lethe.archive.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lethe.shared.api.TestLambdaContext;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExportStepsHandlerTest {

  private static final String OBJECT = "day=2026-11-24/hour=12/90-000000000000-1.parquet";

  private final ExportWorld world = new ExportWorld();
  private final ExportStepsHandler handler =
      new ExportStepsHandler(
          world.exports, world.plan, world.writer, world.check, world.publication);

  @BeforeEach
  void archive() {
    world.archive(OBJECT, world.line(ExportWorld.APP, "a", "One", "Two"));
  }

  /// The sample input, as the state machine fills it up.
  @SuppressWarnings("unchecked")
  private Map<String, Object> run(String step, Map<String, Object> more) throws IOException {
    try (var sample = getClass().getResourceAsStream("/events/export-steps-plan.json")) {
      var input =
          new HashMap<String, Object>(
              new JsonMapper().readValue(Objects.requireNonNull(sample), Map.class));
      input.put("step", step);
      input.putAll(more);
      return handler.handleRequest(input, new TestLambdaContext());
    }
  }

  @Test
  void stepsMakeAnExport() throws IOException {
    assertThat(run("plan", Map.of()))
        .isEqualTo(Map.of("parts", 1, "object", "plans/app_1/2026-12-02/exp_1/parts.json"));
    Map<String, Object> part =
        Map.of("part", Map.of("number", 1, "objects", List.of("lines/" + OBJECT)));
    assertThat(run("write", part)).isEmpty();
    assertThat(run("check", part)).isEqualTo(Map.of("events", 2L));
    assertThat(run("publish", Map.of("checked", List.of(2)))).isEmpty();
    assertThat(world.exports.now(world.export).status()).isEqualTo(Export.Status.READY);
    assertThat(world.exports.now(world.export).events()).isEqualTo(2);
  }

  @Test
  void aStepUndoesAllOfIt() throws IOException {
    run("plan", Map.of());
    run("fail", Map.of());
    assertThat(world.exports.now(world.export).status()).isEqualTo(Export.Status.FAILED);
    assertThat(world.bucket.names()).isEmpty();
  }

  @Test
  void whatWasGivenUpBeforeItBeganIsNotMade() throws IOException {
    world.exports.fail(world.export);
    assertThat(run("plan", Map.of())).containsEntry("parts", 0);
    run("publish", Map.of("checked", List.of()));
    assertThat(world.exports.now(world.export).status()).isEqualTo(Export.Status.FAILED);
    assertThat(world.bucket.names()).isEmpty();
  }

  @Test
  void whatIsNoStepIsRefused() {
    assertThatThrownBy(() -> run("leap", Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasNoCause();
    assertThatThrownBy(() -> run("write", Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasNoCause();
    assertThatThrownBy(() -> run("publish", Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasNoCause();
  }
}
