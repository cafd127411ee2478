package dev.lethe.aggregate.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.aggregate.Account;
import dev.lethe.aggregate.Entry;
import dev.lethe.aggregate.Filed;
import dev.lethe.aggregate.Header;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Metric;
import dev.lethe.shared.counters.Numbers;
import dev.lethe.shared.goals.GoalsOrder;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.packages.AccessPackages;
import dev.lethe.shared.packages.InMemoryPackageObjects;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.rights.InMemoryCases;
import dev.lethe.shared.steps.SampleInput;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Pseudonym;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CollectCountsHandlerTest {

  /// The request of the sample input.
  private static final CaseId ID =
      new CaseId(
          "app_0123456789abcdef01234567", UUID.fromString("a7551968-d5d6-44b2-9831-815ac9017798"));

  private @Nullable GoalsOrder order;
  private final InMemoryCases cases = new InMemoryCases();
  private final Map<String, Account> ledger = new HashMap<>();
  private final InMemoryPackageObjects objects = new InMemoryPackageObjects();
  private final AccessPackages packages = new AccessPackages(objects);
  private final CollectCountsHandler handler =
      new CollectCountsHandler(
          cases,
          label -> ledger.getOrDefault(label, new Account(Records.DAY, Header.NONE, List.of())),
          app -> Optional.ofNullable(order),
          packages);

  private void isAbout(@Nullable String label) {
    cases.add(
        ID,
        new CaseLife(
            Identity.Kind.USER, new Pseudonym("p" + label), label, null, 1, 1, Records.NOON));
  }

  private void counted(String label, long events) {
    counted(
        label, Map.of(CounterKey.ofDay(ID.app(), Metric.EVENTS, Records.DAY), Numbers.of(events)));
  }

  private void counted(String label, Map<CounterKey, Numbers> deltas) {
    var entry =
        new Entry(Position.of("shardId-000000000000:1"), 0, 1, 0, List.of(), List.of(), deltas);
    ledger.put(
        label, new Account(Records.DAY, Header.NONE, List.of(Filed.of(Records.DAY, 0, entry))));
  }

  private Map<String, Object> run() {
    return handler.handleRequest(SampleInput.of("collect-counts"), new TestLambdaContext());
  }

  private String text(String label) {
    var piece = packages.read(ID, label, CollectCountsHandler.COUNTS).orElseThrow();
    return new String(piece.toArray(), StandardCharsets.UTF_8);
  }

  @Test
  void eachLifeGetsWhatWasCountedOfItAndNothingOfOthers() {
    isAbout("user");
    isAbout("device");
    isAbout(null);
    counted("user", 3);
    counted("other", 7);
    assertThat(run()).isEqualTo(Map.of("pieces", 2));
    assertThat(text("user")).contains("\"entries\":1", "\"n\":3");
    assertThat(text("device")).contains("\"entries\":0", "\"counted\":[]");
    assertThat(objects.names()).hasSize(2).noneMatch(name -> name.contains("other"));
  }

  /// Once nothing of before is left in entries, what they say is of since.
  @Test
  void goalsThatAreToBeForgottenAreToldToNobody() {
    isAbout("user");
    counted(
        "user",
        Map.of(
            CounterKey.ofDay(ID.app(), Metric.EVENTS, Records.DAY), Numbers.of(3),
            CounterKey.ofDay(ID.app(), Metric.GOALS, Records.DAY), Numbers.of(1)));
    order = new GoalsOrder(ID.app(), Records.NOON, null);
    run();
    assertThat(text("user")).contains("\"events\"", "\"n\":3").doesNotContain("\"goals\"");
    order = new GoalsOrder(ID.app(), Records.NOON, Records.NOON);
    run();
    assertThat(text("user")).contains("\"goals\"");
  }

  @Test
  void runTwiceItSaysWhatIsThereNow() {
    isAbout("user");
    counted("user", 3);
    run();
    var first = text("user");
    run();
    assertThat(text("user")).isEqualTo(first);
    counted("user", 4);
    run();
    assertThat(text("user")).contains("\"n\":4");
    assertThat(objects.names()).hasSize(1);
  }

  @Test
  void aRequestThatIsNoneIsRefusedAndNotRepeated() {
    assertThatThrownBy(() ->
            handler.handleRequest(
                Map.of("app", ID.app(), "request", "jane@example.com"), new TestLambdaContext()))
        .hasMessage("A step failed.")
        .hasNoCause();
  }
}
