package dev.lethe.subjects.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.request.RequestType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequestsRestoreHandlerTest {

  private final RequestsWorld world = new RequestsWorld(new Random(1));

  @SuppressWarnings("unchecked")
  private Map<String, Object> take(String step, RequestsWorld.Copy copy) {
    var input =
        new HashMap<String, Object>(
            EventLoader.loadEvent("events/restore-requests-copy.json", Map.class));
    input.put("step", step);
    return new RequestsRestoreHandler(table -> List.of(table), "vault", world.restoring(copy))
        .handleRequest(input, new TestLambdaContext());
  }

  @Test
  void itSaysInWhichPartsItIsDone() {
    assertThat(take("plan", world.backUp()))
        .isEqualTo(
            Map.of("parts", List.of("lethe-restored-requests"), "ofVault", List.of("vault")));
  }

  @Test
  void whatIsMissingIsPutBack() {
    var request = world.enter(RequestType.ERASURE, 1, Duration.ZERO);
    var copy = world.backUp();
    world.lose();
    assertThat(take("copy", copy)).isEmpty();
    assertThat(world.status(request)).isEqualTo(RequestStatus.PENDING);
  }

  @Test
  void aStepThatIsNotThereFails() {
    assertThatThrownBy(() -> take("forget", world.backUp()))
        .isInstanceOf(IllegalStateException.class);
  }
}
