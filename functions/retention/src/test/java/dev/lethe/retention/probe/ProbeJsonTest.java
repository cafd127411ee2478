package dev.lethe.retention.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeJsonTest {

  private static final Probe PROBE = Probes.of("run", "app_1", "app_2");

  @Test
  void whatIsKeptOfAProbeIsReadAsItWas() {
    assertThat(ProbeJson.probe(ProbeJson.probe(PROBE))).isEqualTo(PROBE);
  }

  @Test
  void whatIsKeptOfAPartIsReadAsItWas() {
    var state =
        new PartState(
            Probes.AT, false, "a\uFFFD", PROBE.amounts(), PROBE.settings(), PROBE.bytes());
    assertThat(ProbeJson.state(ProbeJson.state(state))).isEqualTo(state);
  }

  @Test
  void aPlanIsAnArrayOfParts() {
    var plan =
        List.of(
            new Part(1, Place.LOGS, Part.Work.SETTINGS),
            new Part(2, Place.VAULT, Part.Work.ITEMS, 64, 127, 251));
    assertThat(ProbeJson.plan(ProbeJson.plan(plan))).isEqualTo(plan);
    assertThat(new String(ProbeJson.plan(plan).toArray(), UTF_8)).startsWith("[{\"number\":1,");
  }

  @Test
  void whatIsWrongStandsInItInWords() {
    assertThat(new String(ProbeJson.probe(PROBE).toArray(), UTF_8))
        .contains(
            "{\"place\":\"vault\",\"of\":\"links\",\"records\":1,\"says\":\"past its time, the worst by 5 days\"}",
            "{\"place\":\"vault\",\"of\":\"time_to_live\",\"records\":0,\"says\":\"AWS reports \\\"off\\\" where \\\"by expires\\\" is promised\"}");
  }
}
