package dev.lethe.subjects.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lethe.shared.api.TestLambdaContext;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CallbacksHandlerTest {

  private final CallbackWorld world = new CallbackWorld();
  private final CallbacksHandler handler = new CallbacksHandler(world.telling);

  /// The sample input, with another step.
  @SuppressWarnings("unchecked")
  private Map<String, Object> run(String step) throws IOException {
    try (var sample = getClass().getResourceAsStream("/events/callbacks-call.json")) {
      var input =
          new HashMap<String, Object>(
              new JsonMapper().readValue(Objects.requireNonNull(sample), Map.class));
      input.put("step", step);
      return handler.handleRequest(input, new TestLambdaContext());
    }
  }

  @Test
  void stepsTellAnAddress() throws IOException {
    assertThat(run("count")).isEqualTo(Map.of("numbers", List.of(1, 2)));
    assertThat(run("call")).isEmpty();
    assertThat(world.request().steps()).containsKey("told:pending:1");
  }

  @Test
  void whatIsNotTakenFailsAndIsGivenUpInTheEnd() throws IOException {
    world.away.add(CallbackWorld.FIRST);
    assertThatThrownBy(() -> run("call")).hasMessage("A callback was not taken.").hasNoCause();
    assertThat(run("give_up")).isEmpty();
    assertThat(world.request().steps()).containsKey("not_told:pending:1");
  }

  @Test
  void aFailureSaysNothingOfItsInput() {
    assertThatThrownBy(() -> run("jane@example.com"))
        .hasMessage("A step of callbacks failed.")
        .hasNoCause();
  }
}
