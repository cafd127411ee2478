package dev.lethe.ingest.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.env.Clocks;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Settings;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyedGateTest {

  private static final ApiKey KEY = ApiKey.shown("lethe_wk_1");

  private Instant now = Records.NOON;
  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final Gate gate =
      new KeyedGate(new InMemoryGate(registry, 1_000), registry, Clocks.showing(() -> now));

  @BeforeEach
  void enrol() {
    registry.enrol(new Application("app_1", "cus_1", "App", Settings.STANDARD), KEY);
  }

  @Test
  void aKeyThatHasExpiredOpensNothing() throws KeysMissingException {
    var until = Records.NOON.plusSeconds(1);
    registry.keys().computeIfPresent(KEY.hash(), (hash, known) -> known.until(until));
    assertThat(gate.view(KEY, Set.of())).isPresent();
    now = until;
    assertThat(gate.view(KEY, Set.of())).isEmpty();
  }

  @Test
  void itIsNotedThatAKeyIsUsed() throws KeysMissingException {
    assertThat(registry.find(KEY).orElseThrow().lastUsed()).isNull();
    gate.view(KEY, Set.of());
    assertThat(registry.find(KEY).orElseThrow().lastUsed()).isEqualTo(Records.DAY);
  }

  @Test
  void aKeyThatHasExpiredIsNotUsed() throws KeysMissingException {
    registry.keys().computeIfPresent(KEY.hash(), (hash, known) -> known.until(Records.NOON));
    gate.view(KEY, Set.of());
    assertThat(registry.find(KEY).orElseThrow().lastUsed()).isNull();
  }
}
