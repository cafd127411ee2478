package dev.lethe.subjects.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.subjects.request.RequestType;
import org.junit.jupiter.api.Test;

class WatchHandlerTest {

  @Test
  void itLooksOnce() {
    var event = EventLoader.loadScheduledEvent("events/watch-schedule.json");
    var world = new WatchWorld();
    world.entered(RequestType.ACCESS);
    assertThat(new WatchHandler(world.watch).handleRequest(event, new TestLambdaContext()))
        .isEqualTo("done");
    assertThat(world.told).containsExactly(new Ages.Count(1, 0, 0, 0));
  }
}
