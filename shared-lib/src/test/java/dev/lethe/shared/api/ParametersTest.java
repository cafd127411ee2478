package dev.lethe.shared.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParametersTest {

  @Test
  void whatIsToldTwiceIsRefusedSinceTheGatewayTellsTheLastAlone() throws RefusedException {
    var event = GatewayEvents.of("DELETE", "/v1/apps/{app}/features/{feature}", "");
    assertThat(Parameters.of(event)).isEmpty();
    event.setQueryStringParameters(Map.of("collected", "erase"));
    event.setMultiValueQueryStringParameters(Map.of("collected", List.of("erase")));
    assertThat(Parameters.of(event)).isEqualTo(Map.of("collected", "erase"));
    event.setMultiValueQueryStringParameters(Map.of("collected", List.of("keep", "erase")));
    var refusal = catchThrowableOfType(RefusedException.class, () -> Parameters.of(event));
    assertThat(refusal.problem().status()).isEqualTo(400);
    assertThat(refusal.problem().detail()).contains("once").doesNotContain("erase");
  }
}
