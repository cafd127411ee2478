package dev.lethe.retention.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MeasuringTest {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String RUN = "run";

  private final InMemoryPapers papers = new InMemoryPapers();

  /// A table whose items are in segments by their number.
  private record InMemoryItems(int number) implements Items {

    @Override
    public void segment(Place table, int segment, int segments, Consumer<Seen> shown) {
      for (var item = 0; item < number; item++) {
        if (item % segments == segment) {
          var since = NOW.minusSeconds(item);
          shown.accept(new Seen(TableKinds.SUBJECTS, "app_" + item % 3, since, null, since, null));
        }
      }
    }

    @Override
    public long bytes(Place table) {
      return (long) number << 20;
    }
  }

  /// A bucket, as S3 lists it.
  private record InMemoryObjects(TreeSet<String> names) implements Objects {

    @Override
    public Stream<ObjectSeen> after(Place bucket, String name) {
      return names.tailSet(name, false).stream()
          .map(key -> new ObjectSeen(key, key.length(), NOW, ObjectSeen.State.CURRENT));
    }

    @Override
    public Stream<Instant> unfinished(Place bucket) {
      return Stream.of(NOW);
    }
  }

  private ProbeFolder folder() {
    return new ProbeFolder(papers, RUN);
  }

  private List<Part> plan(Items items, Place... places) {
    return folder().keepPlan(NOW, new ProbePlan(items).parts(java.util.Set.of(places)));
  }

  private Amounts measure(Part part, Walk walk, BooleanSupplier isLate) {
    var measuring = new Measuring(papers, any -> walk, CLOCK);
    for (var steps = 0; !measuring.go(RUN, part, isLate); steps++) {
      assertThat(steps).isLessThan(10_000);
    }
    return folder().state(part).state().amounts();
  }

  private static long records(Amounts amounts) {
    return amounts.bySlot().values().stream().mapToLong(Amount::records).sum();
  }

  @Test
  void eachSegmentOfATableIsInOnePart() {
    var parts = plan(new InMemoryItems(4_000), Place.VAULT);
    var segments =
        parts.stream()
            .filter(part -> part.place() == Place.VAULT)
            .flatMapToInt(part -> java.util.stream.IntStream.rangeClosed(part.first(), part.last()))
            .toArray();
    assertThat(segments).hasSize(251).doesNotHaveDuplicates().contains(0, 250);
    assertThat(parts).extracting(Part::number).doesNotHaveDuplicates();
  }

  @Test
  void allPartsTogetherSeeEachItemOnce() {
    var items = new InMemoryItems(4_000);
    var sum = Amounts.NONE;
    for (var part : plan(items, Place.VAULT)) {
      if (part.work() == Part.Work.ITEMS) {
        sum = sum.plus(measure(part, new ItemWalk(items, part), () -> true));
      }
    }
    assertThat(records(sum)).isEqualTo(4_000);
  }

  /// Whenever time is up, the same comes out.
  @Property(tries = 200)
  void whereverAStepStopsTheSameIsMeasured(
      @ForAll Random random, @ForAll @IntRange(min = 0, max = 60) int number) {
    var names = new TreeSet<String>();
    for (var n = 0; n < number; n++) {
      names.add(name(random));
    }
    var objects = new InMemoryObjects(names);
    for (var place : List.of(Place.EXPORTS, Place.FAILURES, Place.QUERY_RESULTS)) {
      var papersOfOne = new InMemoryPapers();
      new ProbeFolder(papersOfOne, RUN).keepPlan(NOW, List.of());
      var part = new Part(1, place, Part.Work.OBJECTS);
      var walk = new ObjectWalk(objects, part);
      new Measuring(papersOfOne, any -> walk, CLOCK).go(RUN, part, () -> false);
      var atOnce = new ProbeFolder(papersOfOne, RUN).state(part).state().amounts();
      assertThat(records(atOnce)).isEqualTo(names.size() + 1L);

      papers.delete(papers.names(""));
      folder().keepPlan(NOW, List.of());
      assertThat(measure(part, walk, random::nextBoolean)).isEqualTo(atOnce);
    }
  }

  private static String name(Random random) {
    var parts = List.of("a", "ab", "abc", "files", "é", "x/", "/", "packages/app_1/of/l");
    return random
        .ints(1 + random.nextInt(6), 0, parts.size())
        .mapToObj(parts::get)
        .reduce("", (one, other) -> one + (random.nextBoolean() ? "/" : "") + other);
  }

  /// Of a label no more is noted than two characters.
  @Test
  void whatIsNotedOfNamesLeadsToNobody() {
    assertThat(ObjectWalk.group(Place.SCREENSHOTS, "screenshots/app_1/AbCdEfGhIjKlMnOpQrStUv/90-x"))
        .isEqualTo("screenshots/app_1/Ab\uFFFD");
    assertThat(ObjectWalk.group(Place.FAILURES, "undecodable/AbCdEfGhIjKlMnOpQrStUv/0/1"))
        .isEqualTo("undecodable/Ab\uFFFD");
    assertThat(ObjectWalk.group(Place.UNDELIVERED_LOGS, "http-endpoint-failed/2026/11/24/12/l-1"))
        .isEqualTo("http-endpoint-failed/2026/11/24/12\uFFFD");
    assertThat(ObjectWalk.group(Place.EXPORTS, "packages/app_1/of/AbCdEfGhIjKlMnOpQrStUv/r/mark"))
        .isEqualTo("packages/app_1/of\uFFFD");
  }

  /// Nor does it go on, though something came behind where it ended.
  @Test
  void aPartThatIsDoneIsNotMeasuredAgain() {
    folder().keepPlan(NOW, List.of());
    var part = new Part(1, Place.QUERY_RESULTS, Part.Work.OBJECTS);
    var names = new TreeSet<>(List.of("a"));
    var walk = new ObjectWalk(new InMemoryObjects(names), part);
    var first = measure(part, walk, () -> false);
    names.add("b");
    assertThat(measure(part, walk, () -> false)).isEqualTo(first);
  }

  /// Who was taken for dead and goes on writes nothing over what its repeat has measured.
  @Test
  void aGhostChangesNothing() {
    folder().keepPlan(NOW, List.of());
    var part = new Part(1, Place.VAULT, Part.Work.ITEMS, 0, 3, 4);
    var items = new InMemoryItems(9);
    var unseen = folder().state(part);
    new Measuring(papers, any -> new ItemWalk(items, part), CLOCK).go(RUN, part, () -> true);
    var begun = folder().state(part);
    var done = measure(part, new ItemWalk(items, part), () -> false);
    folder().keep(part, unseen, PartState.NONE);
    folder().keep(part, begun, PartState.NONE);
    assertThat(folder().state(part).state().amounts()).isEqualTo(done);
  }

  @Test
  void aStepThatIsKilledIsRepeatedFromWhereItWasKept() {
    folder().keepPlan(NOW, List.of());
    var part = new Part(1, Place.VAULT, Part.Work.ITEMS, 0, 3, 4);
    var items = new InMemoryItems(9);
    var measuring = new Measuring(papers, any -> new ItemWalk(items, part), CLOCK);
    assertThat(measuring.go(RUN, part, () -> true)).isFalse();
    Walk dies =
        (from, sink) -> {
          assertThat(from).isEqualTo("0");
          items.segment(Place.VAULT, 1, 4, sink::seen);
          sink.upTo("1");
          throw new IllegalStateException("killed");
        };
    assertThatThrownBy(() -> new Measuring(papers, any -> dies, CLOCK).go(RUN, part, () -> false))
        .hasMessage("killed");
    assertThat(records(measure(part, new ItemWalk(items, part), () -> false))).isEqualTo(9);
  }

  @Test
  void aRunIsConcludedWhenAllIsMeasuredAndThenTheSameHoweverOften() {
    var items = new InMemoryItems(40);
    var parts = plan(items, Place.VAULT);
    var told = new java.util.ArrayList<Probe>();
    var conclusion = new ProbeConclusion(papers, told::add);
    assertThatThrownBy(() -> conclusion.conclude(RUN))
        .hasMessage("A part of a probe is not measured.");
    for (var part : parts) {
      if (part.work() == Part.Work.ITEMS) {
        measure(part, new ItemWalk(items, part), () -> false);
      } else {
        new SettingsStep(papers, () -> new Reported(Map.of(), Map.of(), 168, List.of()), CLOCK)
            .go(RUN, part);
      }
    }
    conclusion.conclude(RUN);
    conclusion.conclude(RUN);
    assertThat(told).hasSize(2);
    assertThat(told.getLast()).isEqualTo(told.getFirst());
    assertThat(records(told.getFirst().amounts())).isEqualTo(40);
    assertThat(told.getFirst().places())
        .containsExactly(Place.VAULT, Place.STREAM, Place.LOGS, Place.ACCESS_LOG);
    assertThat(papers.names("work/")).isEmpty();
    assertThat(papers.names("probes/")).containsExactly("probes/run.json");
    assertThat(new TreeMap<>(told.getFirst().amounts().bySlot())).hasSize(3);
  }

  @Test
  void aPlanThatIsMadeAgainIsTheSame() {
    var first = plan(new InMemoryItems(40), Place.VAULT);
    assertThat(plan(new InMemoryItems(4_000), Place.VAULT, Place.LEDGER)).isEqualTo(first);
    assertThat(folder().at()).isEqualTo(NOW);
  }
}
