package dev.lethe.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.lethe.shared.api.TestLambdaContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SweepingTest {

  private static final Instant WRITTEN = Instant.parse("2026-11-24T12:00:00Z");

  private final InMemoryShelf archive = new InMemoryShelf();
  private final InMemoryShelf screenshots = new InMemoryShelf();
  private final InMemoryShelf exports = new InMemoryShelf();

  private static final class InMemoryShelf implements Shelf {

    private final Map<String, Instant> objects = new TreeMap<>();

    @Override
    public Stream<Kept> objects() {
      return objects.entrySet().stream().map(of -> new Kept(of.getKey(), of.getValue()));
    }

    @Override
    public void delete(Collection<String> names) {
      objects.keySet().removeAll(names);
    }
  }

  private long sweep(String now) {
    var shelves =
        Map.<Lifetime, Shelf>of(
            Lifetime.LINES,
            archive,
            Lifetime.SCREENSHOTS,
            screenshots,
            Lifetime.EXPORTS,
            exports,
            Lifetime.PACKAGES,
            exports);
    var handler =
        new SweepingHandler(new Sweeping(shelves, Clock.fixed(Instant.parse(now), ZoneOffset.UTC)));
    return handler.handleRequest(
        EventLoader.loadScheduledEvent("events/retention-closing.json"), new TestLambdaContext());
  }

  @Test
  void linesEndWhenTheirDayIsSoManyDaysAgoHoweverLateTheyWereWritten() {
    archive.objects.put("lines/day=2026-11-20/hour=23/30-000000000000-1.parquet", WRITTEN);
    archive.objects.put("lines/day=2026-11-20/hour=23/90-000000000000-1.parquet", WRITTEN);
    archive.objects.put("lines/day=2026-11-21/hour=00/30-000000000000-2.parquet", WRITTEN);
    assertThat(sweep("2026-12-20T23:59:59Z")).isZero();
    assertThat(sweep("2026-12-21T00:00:00Z")).isEqualTo(1);
    assertThat(archive.objects)
        .containsOnlyKeys(
            "lines/day=2026-11-20/hour=23/90-000000000000-1.parquet",
            "lines/day=2026-11-21/hour=00/30-000000000000-2.parquet");
  }

  @Test
  void screenshotsEndSoManyDaysAfterTheyWereWritten() {
    screenshots.objects.put("screenshots/app_1/label/7-one", WRITTEN);
    screenshots.objects.put("screenshots/app_1/label/90-two", WRITTEN);
    assertThat(sweep("2026-12-01T11:59:59Z")).isZero();
    assertThat(sweep("2026-12-01T12:00:00Z")).isEqualTo(1);
    assertThat(screenshots.objects).containsOnlyKeys("screenshots/app_1/label/90-two");
  }

  /// An erasure that reached them wrote them again.
  @Test
  void exportsEndOnTheirDayHoweverLateTheyWereWritten() {
    exports.objects.put("files/app_1/2026-12-02/exp_1/part-00001.ndjson.gz", WRITTEN);
    exports.objects.put("labels/app_1/2026-12-02/exp_1/part-00001", WRITTEN);
    exports.objects.put("plans/app_1/2026-12-02/exp_1/parts.json", WRITTEN);
    exports.objects.put("files/app_1/2026-12-03/exp_2/part-00001.ndjson.gz", WRITTEN);
    assertThat(sweep("2026-12-01T23:59:59Z")).isZero();
    assertThat(sweep("2026-12-02T00:00:00Z")).isEqualTo(3);
    assertThat(exports.objects)
        .containsOnlyKeys("files/app_1/2026-12-03/exp_2/part-00001.ndjson.gz");
  }

  @Test
  void packagesEndSevenDaysAfterTheyWereWritten() {
    exports.objects.put("packages/app_1/of/label/request/mark", WRITTEN);
    exports.objects.put("packages/app_1/whole/request.zip", WRITTEN);
    exports.objects.put("packages/app_1/whole/other.zip", WRITTEN.plusSeconds(1));
    assertThat(sweep("2026-12-01T11:59:59Z")).isZero();
    assertThat(sweep("2026-12-01T12:00:00Z")).isEqualTo(2);
    assertThat(exports.objects).containsOnlyKeys("packages/app_1/whole/other.zip");
  }

  @Test
  void whatSaysNoLifetimeIsLeftToTheBucketsOwn() {
    archive.objects.put("something/else", WRITTEN);
    archive.objects.put("lines/day=2026-11-20/hour=23/999-1.parquet", WRITTEN);
    archive.objects.put("lines/day=2026-13-45/hour=23/90-1.parquet", WRITTEN);
    screenshots.objects.put("screenshots/app_1/7-one", WRITTEN);
    assertThat(sweep("2036-01-01T00:00:00Z")).isZero();
  }
}
