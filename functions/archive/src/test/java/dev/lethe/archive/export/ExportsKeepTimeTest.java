package dev.lethe.archive.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.retention.Moments;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// No export shows a line that is past its time, though the archive still has it.
class ExportsKeepTimeTest {

  /// @param kept for how many days the application keeps data
  record Case(int kept, Instant now) {

    Instant end() {
      return Records.NOON.plus(Duration.ofDays(kept));
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    return Arbitraries.integers()
        .between(1, 90)
        .flatMap(kept ->
            Moments.about(new Case(kept, Records.NOON).end()).map(now -> new Case(kept, now)));
  }

  @Property(tries = 25_000)
  void isInNoExportThatIsMadeThenAndInAnyOtherBefore(@ForAll("cases") Case one) {
    var world = new ExportWorld();
    world.archive(
        "one", world.line(ExportWorld.APP, "label", one.kept(), Set.of(Purpose.values()), "Read"));
    world.now = one.now();
    world.make();
    assertThat(!world.text().isEmpty()).isEqualTo(one.now().isBefore(one.end()));
  }
}
