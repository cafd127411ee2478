package dev.lethe.infra;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.archive.Line;
import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.ArchivedLines;
import dev.lethe.infra.stack.Await;
import dev.lethe.infra.stack.Commands;
import dev.lethe.infra.stack.Stores;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.record.Command;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// An erasure's command on the stream: it takes the subject's events off all statistics, and
/// answers the task of Step Functions that waits for it.
class ErasureCommandTest {

  private final Tenant tenant = Tenant.enrol("Commands");
  private final Commands commands = new Commands(tenant.appId());
  private final LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);

  private void send(String device, int events) {
    for (var event = 0; event < events; event++) {
      var body =
          """
          {"type":"track","event":"Application Opened","anonymousId":"%s","messageId":"%s"}\
          """
              .formatted(device, UUID.randomUUID());
      var sent =
          Api.post(
              "/v1/track",
              body.getBytes(StandardCharsets.UTF_8),
              GatewayEvents.basic(tenant.writeKey()));
      assertThat(sent.status()).isEqualTo(200);
    }
  }

  private Map<String, Long> counted(long number) {
    return tenant.await(today.minusDays(1), today, "", number);
  }

  private String label(int events) {
    return new Stores().label(tenant.appId(), events);
  }

  private JsonNode erased(Command.Consumer by, String label) {
    return commands.obeyed(Command.Kind.ERASE, by, label, 100);
  }

  @Test
  void anErasureTakesItsSubjectOffAndAnswersWhoWaits() {
    send("stays", 2);
    send("goes", 3);
    assertThat(counted(5).values()).containsExactly(5L);
    var label = label(3);
    assertThat(erased(Command.Consumer.AGGREGATE, label).path("events").asLong()).isEqualTo(3);
    assertThat(counted(2).values()).containsExactly(2L);
    // What is sent again of it is dropped, and a repeated command answers the same.
    assertThat(erased(Command.Consumer.AGGREGATE, label).path("events").asLong()).isEqualTo(3);
    assertThat(counted(2).values()).containsExactly(2L);
  }

  @Test
  void anErasureTakesItsSubjectOutOfTheArchiveAndAnswersWhoWaits() {
    send("stays", 2);
    send("goes", 3);
    var lines =
        Await.found(() -> {
          var archived = new ArchivedLines().of(tenant.appId());
          return archived.size() == 5 ? archived : null;
        });
    // Each as it came, once.
    assertThat(lines.stream().map(Line::taken))
        .containsExactlyInAnyOrderElementsOf(new Stores().taken(tenant.appId()).toList());
    var label = label(3);
    assertThat(erased(Command.Consumer.ARCHIVE, label).path("lines").asLong()).isEqualTo(3);
    assertThat(new ArchivedLines().of(tenant.appId()))
        .hasSize(2)
        .noneMatch(line -> line.taken().label().equals(label));
    // Nor as bytes: labels are not compressed.
    assertThat(new ArchivedLines().objects())
        .noneMatch(object -> new String(object.toArray(), ISO_8859_1).contains(label));
  }
}
