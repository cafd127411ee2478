package dev.lethe.control.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.registry.Ending;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegistryRestoreHandlerTest {

  private final RegistryWorld world = new RegistryWorld(new Random(1));

  @SuppressWarnings("unchecked")
  private Map<String, Object> take(String step, RegistryWorld.Copy copy) {
    var input =
        new HashMap<String, Object>(
            EventLoader.loadEvent("events/restore-registry-copy.json", Map.class));
    input.put("step", step);
    return new RegistryRestoreHandler(List::of, world.restoring(copy), world.renewing())
        .handleRequest(input, new TestLambdaContext());
  }

  @Test
  void itSaysInWhichPartsItIsDone() {
    assertThat(take("plan", world.backUp()))
        .isEqualTo(Map.of("parts", List.of("lethe-restored-registry")));
  }

  @Test
  void whatIsMissingIsPutBackAndEnteredAtItsCustomer() {
    var app = world.enrol(1);
    var copy = world.backUp();
    assertThat(take("copy", copy)).isEmpty();
    assertThat(world.table).containsEntry("app#" + app, world.application(app));
    assertThat(take("link", copy)).isEmpty();
    assertThat(world.linked.get(RegistryWorld.CUSTOMER)).containsExactly(app);
  }

  @Test
  void anEndThatWasAskedForSinceGoesOn() {
    var app = world.enrol(1);
    world.restore(world.backUp());
    world.table.put("app#" + app, world.application(app).with(new Ending(world.now, false, false)));
    assertThat(take("renew", world.backUp())).isEmpty();
    assertThat(world.renewed).containsKey(app);
  }

  @Test
  void aStepThatIsNotThereFails() {
    assertThatThrownBy(() -> take("forget", world.backUp()))
        .isInstanceOf(IllegalStateException.class);
  }
}
