package dev.lethe.subjects.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.steps.SampleInput;
import dev.lethe.shared.vault.Identity;
import dev.lethe.subjects.request.InMemoryRequestBook;
import dev.lethe.subjects.request.Step;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PackageHandlerTest {

  private final PackingWorld world = new PackingWorld();
  private final InMemoryRequestBook book = new InMemoryRequestBook(world.clock);
  private final PackageHandler handler = new PackageHandler(book, world.packing, world.clock);

  private Map<String, Object> run() {
    return handler.handleRequest(SampleInput.of("package"), new TestLambdaContext());
  }

  @Test
  void thePackageIsMadeAndTheRequestsTimelineSaysSo() {
    book.enter(world.request);
    world.lives(Identity.Kind.USER, "UUUUUUUUUUUUUUUUUUUUUU");
    assertThat(run()).isEmpty();
    assertThat(run()).as("made twice").isEmpty();
    assertThat(world.packages.isThere(world.id)).isTrue();
    assertThat(world.issues.disclosures()).hasSize(1);
    assertThat(book.find(world.request.customer(), world.request.id()).orElseThrow().steps())
        .containsKey(Step.of(Step.Kind.ISSUED).text());
  }

  @Test
  void ofARequestThatIsNotThereNothingIsMade() {
    assertThatThrownBy(this::run).hasMessage("A step failed.").hasNoCause();
    assertThat(world.objects.names()).isEmpty();
  }
}
