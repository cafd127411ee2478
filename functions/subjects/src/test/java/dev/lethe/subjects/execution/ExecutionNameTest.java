package dev.lethe.subjects.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Bytes;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.Regulation;
import dev.lethe.subjects.request.RequestType;
import dev.lethe.subjects.request.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExecutionNameTest {

  private static final UUID ID = UUID.fromString("a7551968-d5d6-44b2-9831-815ac9017798");

  private static EnteredRequest of(String customer) {
    var now = Instant.parse("2026-11-26T12:00:00Z");
    return new EnteredRequest(
        customer,
        "app_1",
        "0123456789ab",
        ID,
        RequestType.ERASURE,
        Regulation.GDPR,
        now,
        Set.of(),
        List.of(),
        Bytes.copyOf(new byte[] {1}),
        Set.of(),
        Duration.ZERO,
        null,
        null,
        Timeline.received(now),
        Map.of());
  }

  @Test
  void customersMayHaveChosenTheSameId() {
    var name = ExecutionName.of(of("cus_0123456789abcdef01234567"), 1);
    assertThat(name).isEqualTo("cus_0123456789abcdef01234567-" + ID);
    assertThat(ExecutionName.of(of("cus_1123456789abcdef01234567"), 1)).isNotEqualTo(name);
    assertThat(ExecutionName.of(of("cus_0123456789abcdef01234567"), 2)).isEqualTo(name + "-2");
  }

  /// <https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html>
  @Test
  void stepFunctionsTakesThem() {
    assertThat(ExecutionName.of(of("cus_0123456789abcdef01234567"), 9999))
        .matches("[A-Za-z0-9_-]{1,80}");
  }
}
