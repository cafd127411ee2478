package dev.lethe.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.lethe.shared.api.TestLambdaContext;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClosingHandlerTest {

  @Test
  void closesWhatIsDueEachHour() {
    Progress none =
        new Progress() {
          @Override
          public Optional<LocalDate> closed(String app) {
            return Optional.empty();
          }

          @Override
          public void note(String app, LocalDate day) {}
        };
    var closing =
        new Closing(List::of, none, new InMemoryCells(), 10, Runnable::run, Clock.systemUTC());
    var event = EventLoader.loadScheduledEvent("events/retention-closing.json");
    assertThat(
            new ClosingHandler(closing, Clock.systemUTC())
                .handleRequest(event, new TestLambdaContext()))
        .isEqualTo("done");
  }
}
