package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.archive.Line;
import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.ArchivedLines;
import dev.lethe.infra.stack.Await;
import dev.lethe.infra.stack.Commands;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.aws.BatchRead;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.vault.SubjectKey;
import dev.lethe.shared.vault.aws.DynamoLabelledSubjects;
import dev.lethe.shared.vault.aws.HeldKeyrings;
import dev.lethe.shared.vault.aws.KmsKeyrings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;

/// A restriction's command on the stream: it seals the subject's facts in the archive, where
/// queries would find them, until one that lifts it opens them again.
class RestrictionCommandTest {

  private final Stack stack = Stack.running();
  private final Tenant tenant = Tenant.enrol("Restrictions");
  private final Commands commands = new Commands(tenant.appId());

  private void send(String device, int events) {
    var batch =
        """
        {"batch":[%s]}\
        """
            .formatted(
                String.join(
                    ",",
                    Collections.nCopies(
                        events,
                        """
                        {"type":"track","event":"Application Opened","anonymousId":"%s"}\
                        """
                            .formatted(device))));
    var sent =
        Api.post(
            "/v1/batch",
            batch.getBytes(StandardCharsets.UTF_8),
            GatewayEvents.basic(tenant.writeKey()));
    assertThat(sent.status()).isEqualTo(200);
  }

  private List<Line> archived(int lines) {
    return Await.found(() -> {
      var archived = new ArchivedLines().of(tenant.appId());
      return archived.size() == lines ? archived : null;
    });
  }

  private SubjectKey key(String label) {
    var found =
        new DynamoLabelledSubjects(
                new BatchRead(stack.client(DynamoDbClient.builder()), Thread::sleep),
                stack.output("VaultTable"),
                new HeldKeyrings(
                    new KmsKeyrings(stack.client(KmsClient.builder())), Clock.systemUTC()))
            .find(tenant.appId(), Set.of(label))
            .get(label);
    return Objects.requireNonNull(found).key();
  }

  private long restricted(Command.Kind kind, String label, long state) {
    return commands.obeyed(kind, Command.Consumer.ARCHIVE, label, state).path("lines").asLong();
  }

  @Test
  void factsAreSealedUntilTheRestrictionIsLifted() throws Exception {
    send("stays", 1);
    send("is restricted", 2);
    var before = archived(2);
    var restricted =
        before.stream().filter(line -> line.taken().facts().size() == 2).findFirst().orElseThrow();
    var label = restricted.taken().label();

    assertThat(restricted(Command.Kind.RESTRICT, label, 100)).isEqualTo(1);
    var held =
        archived(2).stream()
            .filter(line -> line.taken().label().equals(label))
            .findFirst()
            .orElseThrow();
    assertThat(held.taken()).isEqualTo(restricted.taken().withFacts(List.of()));
    Bytes sealed = Objects.requireNonNull(held.sealedFacts());
    assertThat(RecordCodec.decodeFacts(key(label).open(sealed)))
        .isEqualTo(restricted.taken().facts());
    assertThat(archived(2)).filteredOn(line -> !line.equals(held)).isSubsetOf(before);

    // What still comes, of which the gate does not know it yet, is sealed before it is written.
    send("is restricted", 3);
    assertThat(archived(3))
        .filteredOn(line -> line.taken().label().equals(label))
        .hasSize(2)
        .allMatch(line -> line.taken().facts().isEmpty() && line.sealedFacts() != null);

    assertThat(restricted(Command.Kind.LIFT, label, 101)).isEqualTo(2);
    // A command of an older state that comes again changes nothing, and is answered as before.
    assertThat(restricted(Command.Kind.RESTRICT, label, 100)).isEqualTo(1);
    assertThat(archived(3))
        .containsAll(before)
        .filteredOn(line -> line.taken().facts().size() == 3)
        .hasSize(1);
  }
}
