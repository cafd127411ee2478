package dev.lethe.retention.ending;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.termination.Emptied;
import dev.lethe.shared.termination.Emptying;
import dev.lethe.shared.termination.EndedStore;
import dev.lethe.shared.termination.InMemoryMeasurements;
import dev.lethe.shared.termination.TerminationSteps;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VaultEndingHandlerTest {

  private final List<String> removed = new ArrayList<>();

  private final Emptied vault =
      new Emptied() {
        @Override
        public List<String> parts(String app) {
          return List.of("0/1");
        }

        @Override
        public long count(String app, String part) {
          return 2;
        }

        @Override
        public void remove(String app, String part) {
          removed.add(app + ' ' + part);
        }

        @Override
        public List<String> looks(String app) {
          return parts(app);
        }

        @Override
        public long search(String app, String look) {
          return 0;
        }
      };

  @Test
  @SuppressWarnings("unchecked")
  void aPartIsEmptied() {
    var measurements = new InMemoryMeasurements();
    var handler =
        new VaultEndingHandler(
            new TerminationSteps(
                new Emptying(measurements, Clock.systemUTC()), Map.of(EndedStore.VAULT, vault)));
    handler.handleRequest(
        EventLoader.loadEvent("events/ending-vault-empty.json", Map.class),
        new TestLambdaContext());
    assertThat(removed).containsExactly("app_0123456789abcdef01234567 0/1");
  }
}
