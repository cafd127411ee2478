package dev.lethe.archive.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.archive.SealedEvents;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.steps.SampleInput;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollectEventsHandlerTest {

  private final CollectionWorld world = new CollectionWorld();
  private final CollectEventsHandler handler = new CollectEventsHandler(world.collection());

  @BeforeEach
  void ask() {
    world.isAbout(CollectionWorld.USER);
  }

  private Map<String, Object> run() {
    return handler.handleRequest(SampleInput.of("collect-events"), new TestLambdaContext());
  }

  @Test
  void theStepSaysHowManyPiecesThereAreAndNoMore() {
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
