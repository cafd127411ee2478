package dev.lethe.archive.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lethe.archive.SealedEvents;
import dev.lethe.shared.api.TestLambdaContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollectEventsHandlerTest {

  private final CollectionWorld world = new CollectionWorld();
  private final CollectEventsHandler handler = new CollectEventsHandler(world.collection());

  @BeforeEach
  void ask() {
    world.isAbout(CollectionWorld.USER);
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> run() throws IOException {
    try (var sample = getClass().getResourceAsStream("/events/collect-events.json")) {
      Map<String, Object> input =
          new JsonMapper().readValue(Objects.requireNonNull(sample), Map.class);
      return handler.handleRequest(input, new TestLambdaContext());
    }
  }

  @Test
  void theStepSaysHowManyPiecesThereAreAndNoMore() throws IOException {
    world.store("lines/1", world.line(CollectionWorld.USER, "Read"));
    assertThat(run()).isEqualTo(Map.of("pieces", 1L));
    assertThat(run()).isEqualTo(Map.of("pieces", 1L));
  }

  @Test
  void aFailureSaysNothingOfAnybody() {
    var foreign = SealedEvents.of(world.key(CollectionWorld.OTHER), "jane@example.com");
    world.store(
        "lines/1",
        world.line(
            CollectionWorld.record(CollectionWorld.APP, CollectionWorld.USER, List.of(), foreign)));
    assertThatThrownBy(this::run).hasMessage("A step failed.").hasNoCause();
  }

  @Test
  void aRequestThatIsNoneIsRefusedAndNotRepeated() {
    Map<String, Object> input = Map.of("app", CollectionWorld.APP, "request", "jane@example.com");
    assertThatThrownBy(() -> handler.handleRequest(input, new TestLambdaContext()))
        .hasMessage("A step failed.")
        .hasNoCause();
  }
}
