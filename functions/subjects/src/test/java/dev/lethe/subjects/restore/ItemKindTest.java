package dev.lethe.subjects.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.subjects.restore.ItemKind.Fate;
import dev.lethe.subjects.work.InMemorySubjects;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemKindTest {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "cus_1, request#a7551968, COMES_BACK",
    "cus_1, subject#0a#a7551968, COMES_BACK",
    "cus_1, erasure#app_1#0a, COMES_BACK",
    "disclosures#cus_1, 0001#1, COMES_BACK",
    "cus_1, receipt#a7551968, COMES_BACK",
    "cus_1, receipts, COMES_BACK",
    "cus_1, audit#app_1#1, COMES_BACK",
    "cus_1, termination#app_1, COMES_BACK",
    "cus_1, emptied#app_1, COMES_BACK",
    "closing#app_1, goals, COMES_BACK",
    "cus_1, export#app_1#1, STAYS_AWAY",
    "cus_1, package#a7551968, STAYS_AWAY",
    "cus_1, planted, STAYS_AWAY",
    "standing#app_1, request, FROM_THE_VAULT"
  })
  void eachKindHasItsFate(String partition, String sort, Fate fate) {
    assertThat(ItemKind.of(new BackedUp(partition, sort, null)).fate()).isEqualTo(fate);
  }

  private static boolean isBack(BackedUp item) {
    var back = new ArrayList<Boolean>();
    new Copying(
            (segment, rule) -> back.add(rule.test(item)),
            new InMemoryVault(new InMemorySubjects()),
            Clock.fixed(NOW, ZoneOffset.UTC))
        .copy("0/1");
    return List.of(true).equals(back);
  }

  private static BackedUp request(@Nullable Instant ends) {
    return new BackedUp("cus_1", "request#a7551968", ends);
  }

  @Test
  void nothingPastItsTimeComesBack() {
    assertThat(isBack(request(NOW.plusSeconds(1)))).isTrue();
    assertThat(isBack(request(NOW))).isFalse();
    assertThat(isBack(request(null))).isTrue();
  }

  @Test
  void whatNobodyKnowsDoesNotComeBack() {
    assertThat(isBack(new BackedUp("cus_1", "planted", null))).isFalse();
  }
}
