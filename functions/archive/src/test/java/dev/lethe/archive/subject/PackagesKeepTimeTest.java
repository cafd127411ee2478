package dev.lethe.archive.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Records;
import dev.lethe.shared.retention.Moments;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// No package for a subject holds an event that is past its time, though the archive still has it.
class PackagesKeepTimeTest {

  private static final Instant END = Records.NOON.plus(Duration.ofDays(CollectionWorld.DAYS));

  @Provide
  Arbitrary<Instant> moments() {
    return Moments.about(END);
  }

  @Property(tries = 25_000)
  void isInNoPackageThatIsMadeThenAndInAnyOtherBefore(@ForAll("moments") Instant now) {
    var world = new CollectionWorld();
    world.isAbout(CollectionWorld.USER);
    world.store("lines/one", world.line(CollectionWorld.USER, "Read"));
    assertThat(world.collection(now).collect(CollectionWorld.ID) == 1).isEqualTo(now.isBefore(END));
  }
}
