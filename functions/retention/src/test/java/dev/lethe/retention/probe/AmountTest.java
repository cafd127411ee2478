package dev.lethe.retention.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AmountTest {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  /// Of each sort of keeping.
  private static final List<Kind> KINDS =
      List.of(
          TableKinds.SUBJECTS,
          TableKinds.CUSTOMERS,
          TableKinds.HEADERS,
          BucketKinds.LINES,
          BucketKinds.UPLOADS,
          Kinds.unknown(Place.VAULT));

  private static Amounts of(List<Seen> all) {
    var bySlot = new TreeMap<Amounts.Slot, Amount>();
    all.forEach(seen -> bySlot.merge(Amounts.Slot.of(seen), Amount.of(seen, NOW), Amount::plus));
    return new Amounts(bySlot);
  }

  @Provide
  Arbitrary<Seen> seen() {
    var kinds = Arbitraries.of(KINDS);
    var apps = Arbitraries.of("app_1", "app_2").injectNull(0.3);
    var times = Arbitraries.longs().between(-200, 200).map(days -> NOW.plus(Duration.ofDays(days)));
    return Combinators.combine(
            kinds,
            apps,
            times.injectNull(0.2),
            times.injectNull(0.2),
            times.injectNull(0.2),
            Arbitraries.longs().between(0, 1_000_000).injectNull(0.3))
        .as(Seen::new);
  }

  /// However a store is parted, and in whatever order its parts are added.
  @Property
  void partsAddUpToTheWhole(@ForAll List<List<@From("seen") Seen>> parts) {
    var whole = new ArrayList<Seen>();
    parts.forEach(whole::addAll);
    var sum = parts.stream().map(AmountTest::of).reduce(Amounts.NONE, Amounts::plus);
    var backwards =
        parts.reversed().stream().map(AmountTest::of).reduce(Amounts.NONE, Amounts::plus);
    assertThat(sum).isEqualTo(of(whole)).isEqualTo(backwards);
  }

  private static Amount item(@Nullable String since, @Nullable String ends) {
    var from = since == null ? null : Instant.parse(since);
    var due =
        from == null || !(TableKinds.SUBJECTS.keeping() instanceof Keeping.Ends(var longest, _, _))
            ? null
            : from.plus(longest);
    return Amount.of(
        new Seen(
            TableKinds.SUBJECTS,
            "app_1",
            from,
            ends == null ? null : Instant.parse(ends),
            due,
            null),
        NOW);
  }

  @Test
  void whatDynamoDbHasNotDeletedYetIsPastItsTimeAfterThreeDaysAndNotBefore() {
    assertThat(item(null, "2026-11-23T12:00:00Z").past()).isZero();
    var past = item(null, "2026-11-23T11:59:59Z");
    assertThat(past.past()).isEqualTo(1);
    assertThat(past.worst()).isEqualTo(Duration.ofSeconds(1));
  }

  /// Whatever it says of itself: the policy goes by when its time began.
  @Test
  void whatIsTooOldIsPastItsTimeThoughItSaysALaterEnd() {
    var old = item("2026-08-01T00:00:00Z", "2026-12-01T00:00:00Z");
    assertThat(old.past()).isEqualTo(1);
    assertThat(old.late()).isEqualTo(1);
    assertThat(old.worst()).isGreaterThan(Duration.ofDays(20));
  }

  @Test
  void whatHasNoEndAndSaysNoTimeIsEndless() {
    assertThat(item(null, null).endless()).isEqualTo(1);
    assertThat(item("2026-11-20T00:00:00Z", null).endless()).isZero();
  }

  /// Without a time of its own, an end that is further away than the longest is too late.
  @Test
  void anEndBehindTheLongestIsTooLate() {
    assertThat(item(null, "2027-02-26T12:00:00Z").late()).isZero();
    assertThat(item(null, "2027-02-27T12:00:00Z").late()).isEqualTo(1);
  }

  @Test
  void whatStaysIsNeverPastItsTime() {
    var amount =
        Amount.of(new Seen(TableKinds.CUSTOMERS, null, Instant.EPOCH, null, null, null), NOW);
    assertThat(amount).isEqualTo(new Amount(1, null, Instant.EPOCH, 0, Duration.ZERO, 0, 0));
  }

  @Test
  void s3DeletesAfterMidnightAndThenHasADay() {
    var end = Instant.parse("2026-11-24T00:00:01Z");
    assertThat(Lateness.S3.after(end)).isEqualTo(Instant.parse("2026-11-26T00:00:00Z"));
    assertThat(Lateness.SWEEPING.after(end)).isEqualTo(Instant.parse("2026-11-24T06:15:01Z"));
  }

  @Test
  void anApplicationIsToldOfItsOwnAndOfWhatIsNobodysAlone() {
    var kind = TableKinds.SUBJECTS;
    var all =
        of(
            List.of(
                new Seen(kind, "app_1", null, NOW, null, null),
                new Seen(kind, "app_2", null, NOW, null, null),
                new Seen(TableKinds.HEADERS, null, null, NOW, null, null)));
    assertThat(all.of("app_1").bySlot().keySet())
        .containsExactly(new Amounts.Slot(kind, "app_1"), new Amounts.Slot(TableKinds.HEADERS, ""));
  }
}
