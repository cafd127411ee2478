package dev.lethe.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.lethe.shared.address.Masking;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SilenceTest {

  private static final LocalDate SEEN = LocalDate.parse("2026-08-01");

  private final List<SilentLives.Life> lives = new ArrayList<>();
  private final List<String> cameBack = new ArrayList<>();

  private final SilentLives vault =
      new SilentLives() {
        @Override
        public void all(Instant until, Consumer<Life> shown) {
          List.copyOf(lives).forEach(shown);
        }

        @Override
        public boolean end(Life life) {
          return !cameBack.contains(life.label()) && lives.remove(life);
        }
      };

  private static Application app(String id, int days) {
    return new Application(
        id, "cus_1", "App", new Settings(Set.of(), Masking.STANDARD, ZoneOffset.UTC, days, 1));
  }

  private long run(String now) {
    var clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
    var silence = new Silence(() -> List.of(app("app_1", 90), app("app_2", 30)), vault, clock);
    return new SilenceHandler(silence, clock)
        .handleRequest(
            EventLoader.loadScheduledEvent("events/retention-closing.json"),
            new TestLambdaContext());
  }

  private SilentLives.Life life(String app, String label) {
    var life = new SilentLives.Life(app, app + "#subject#x", label, SEEN);
    lives.add(life);
    return life;
  }

  /// 90 whole days after the last one, as any other life.
  @Test
  void aLifeEndsAfterAsLongASilenceAsItsApplicationKeepsData() {
    var longer = life("app_1", "a");
    life("app_2", "b");
    assertThat(run("2026-08-31T23:59:59Z")).isZero();
    assertThat(run("2026-09-01T00:00:00Z")).isEqualTo(1);
    assertThat(lives).containsExactly(longer);
    assertThat(run("2026-10-30T23:59:59Z")).isZero();
    assertThat(run("2026-10-31T00:00:00Z")).isEqualTo(1);
  }

  /// Of an application that is gone, as long as any may.
  @Test
  void aLifeOfNoApplicationEndsAtTheLatest() {
    life("app_gone", "a");
    assertThat(run("2026-10-30T23:59:59Z")).isZero();
    assertThat(run("2026-10-31T00:00:00Z")).isEqualTo(1);
  }

  @Test
  void whoCameBackMeanwhileIsNotCounted() {
    life("app_1", "a");
    cameBack.add("a");
    assertThat(run("2027-01-01T00:00:00Z")).isZero();
    assertThat(lives).hasSize(1);
    assertThat(lives.getFirst()).hasToString("Life[2026-08-01]");
  }
}
