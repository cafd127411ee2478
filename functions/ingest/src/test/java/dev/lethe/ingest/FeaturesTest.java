package dev.lethe.ingest;

import static dev.lethe.ingest.Sender.device;
import static dev.lethe.ingest.Sender.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.ingest.fact.Rejection;
import dev.lethe.shared.address.Masking;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.Settings;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is kept of an event, by what its application has switched on.
class FeaturesTest {

  private static final String EVENT =
      """
      {'event':'E','anonymousId':'d1','userId':'user-mark','properties':{'p':'property-mark'},
       'traits':{'t':'trait-mark'},
       'context':{'traits':{'t':'inner-trait-mark'},'location':{'city':'city-mark'},
                  'device':{'id':'device-mark','advertisingId':'ad-mark','token':'token-mark',
                            'name':'name-mark','model':'model-mark'},
                  'externalId':[{'id':'external-mark'}],'network':{'carrier':'carrier-mark'}}}
      """;

  private static final String[] ATTRIBUTES = {"trait-mark", "inner-trait-mark", "city-mark"};
  private static final String[] IDENTIFIERS = {
    "user-mark", "device-mark", "ad-mark", "token-mark", "name-mark", "external-mark"
  };

  @Test
  void nothingOfAFeatureThatIsOffIsKept() {
    var sender = new Sender();
    sender.send("track", EVENT);
    var kept = sender.opened(sender.records().getFirst(), device("d1"));
    assertThat(kept)
        .contains("property-mark", "model-mark")
        .doesNotContain(ATTRIBUTES)
        .doesNotContain(IDENTIFIERS)
        .doesNotContain("carrier-mark");
    assertThat(sender.intake())
        .isEqualTo(Map.of("dropped_user_attributes", 1L, "dropped_end_user_identifier", 1L));
  }

  @Test
  void aFeatureKeepsItsOwnAndNoOther() {
    var attributes = new Sender(Feature.USER_ATTRIBUTES);
    attributes.send("track", EVENT);
    assertThat(attributes.opened(attributes.records().getFirst(), device("d1")))
        .contains(ATTRIBUTES)
        .doesNotContain(IDENTIFIERS);
    assertThat(attributes.intake()).isEqualTo(Map.of("dropped_end_user_identifier", 1L));
    var identifiers = new Sender(Feature.END_USER_IDENTIFIER);
    identifiers.send("track", EVENT);
    assertThat(identifiers.opened(identifiers.records().getFirst(), user("user-mark")))
        .contains(IDENTIFIERS)
        .doesNotContain(ATTRIBUTES);
    assertThat(identifiers.intake()).isEqualTo(Map.of("dropped_user_attributes", 1L));
  }

  /// RudderStack's SDKs for Android and iOS say the user id in their traits, too.
  @Test
  void theUserIdAmongTraitsIsNoTrait() {
    var sender = new Sender(Feature.USER_ATTRIBUTES);
    sender.send(
        "track",
        "{'event':'E','anonymousId':'d1','traits':{'userId':'user-mark','t':'trait-mark'},"
            + "'context':{'traits':{'id':'user-mark','t':'inner-trait-mark'}}}");
    assertThat(sender.opened(sender.records().getFirst(), device("d1")))
        .contains("trait-mark", "inner-trait-mark")
        .doesNotContain("user-mark");
    assertThat(sender.intake()).isEqualTo(Map.of("dropped_end_user_identifier", 1L));
  }

  /// What is not of its form cannot be told apart by features.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'trait-mark'",
        "[{'traits':{'t':'trait-mark'}}]",
        "{'device':[{'id':'trait-mark'}]}",
        "{'traits':['trait-mark']}",
        "{'traits':'trait-mark'}"
      })
  void whatIsNotOfItsFormIsNotKept(String context) {
    var sender = new Sender();
    sender.send("track", "{'event':'E','anonymousId':'d1','context':%s}".formatted(context));
    assertThat(sender.opened(sender.records().getFirst(), device("d1")))
        .doesNotContain("trait-mark");
  }

  @Test
  void whatABatchSaysOfAllItsEventsIsKeptByTheSameRules() {
    var sender = new Sender();
    sender.send(
        "batch",
        "{'context':{'traits':{'t':'trait-mark'},'device':{'model':'model-mark'}},"
            + "'batch':[{'type':'track','event':'E','anonymousId':'d1'}]}");
    assertThat(sender.opened(sender.records().getFirst(), device("d1")))
        .contains("model-mark")
        .doesNotContain("trait-mark");
    assertThat(sender.intake()).isEqualTo(Map.of("dropped_user_attributes", 1L));
  }

  @Test
  void whoNamesOnlyAUserIsToldWhichFeatureTakesIt() {
    var sender = new Sender();
    assertThat(sender.send("track", "{'event':'E','userId':'u1','messageId':'m1'}"))
        .isEqualTo(
            new Outcome.Taken(
                List.of(new Outcome.Rejected(0, "m1", Rejection.NEEDS_END_USER_IDENTIFIER))));
    assertThat(sender.records()).isEmpty();
    assertThat(sender.intake()).isEqualTo(Map.of("rejected_needs_end_user_identifier", 1L));
  }

  @Test
  void goalsAreTakenWhenTheyAreOn() {
    var sender = new Sender();
    var goal = "{'event':'Goal Reached','anonymousId':'d1','properties':{'goal':'bought'}}";
    sender.send("track", goal);
    assertThat(sender.records()).isEmpty();
    assertThat(sender.intake()).isEqualTo(Map.of("rejected_needs_goals", 1L));
    sender.switchTo(Feature.GOALS, true);
    sender.send("track", goal);
    assertThat(sender.records().getFirst().facts().getFirst().value(Dimension.GOAL))
        .isEqualTo("bought");
  }

  /// Statistics would show them under its name.
  @ParameterizedTest
  @ValueSource(strings = {"Goal Reached ", "Goal\\tReached", "Goal\\u200b Reached"})
  void whatWouldBeCountedAsAGoalIsOne(String name) {
    var sender = new Sender();
    var goal = "{'event':'%s','anonymousId':'d1','properties':{'goal':'bought'}}".formatted(name);
    sender.send("track", goal);
    assertThat(sender.records()).isEmpty();
    sender.switchTo(Feature.GOALS, true);
    sender.send("track", goal);
    assertThat(sender.records().getFirst().facts().getFirst().values())
        .containsEntry(Dimension.EVENT, "Goal Reached")
        .containsEntry(Dimension.GOAL, "bought");
  }

  @Test
  void aSwitchShowsInTheVeryNextRequest() {
    var sender = new Sender(Feature.USER_ATTRIBUTES);
    sender.send("track", EVENT);
    sender.switchTo(Feature.USER_ATTRIBUTES, false);
    sender.send("track", EVENT);
    assertThat(sender.opened(sender.records().getFirst(), device("d1"))).contains(ATTRIBUTES);
    assertThat(sender.opened(sender.records().getLast(), device("d1"))).doesNotContain(ATTRIBUTES);
  }

  /// Some libraries send objects for traits that they were not told.
  @Test
  void whatSaysNothingIsNotCountedAsDropped() {
    var sender = new Sender();
    sender.send("track", "{'event':'E','anonymousId':'d1','traits':{},'userId':null}");
    assertThat(sender.intake()).isEmpty();
  }

  @Test
  void ofABatchOfWhichNothingIsTakenNothingIsDropped() {
    var sender = new Sender();
    sender.send("batch", "{'context':{'traits':{'t':'x'}},'batch':[{'type':'track','event':'E'}]}");
    assertThat(sender.intake()).isEqualTo(Map.of("rejected_missing_identity", 1L));
  }

  @Test
  void anApplicationMayKeepLessOfAddressesThatABatchSaysOfAllItsEvents() {
    var sender = new Sender(new Settings(Set.of(), new Masking(16, 32), ZoneOffset.UTC, 90, 1));
    sender.send(
        "batch",
        "{'context':{'ip':'130.149.7.201'},"
            + "'batch':[{'type':'track','event':'E','anonymousId':'d1'}]}");
    assertThat(sender.opened(sender.records().getFirst(), device("d1")))
        .contains("\"ip\":\"130.149.0.0\"");
  }

  @Test
  void anApplicationMayKeepLessOfAddresses() {
    var sender = new Sender(new Settings(Set.of(), new Masking(16, 32), ZoneOffset.UTC, 90, 1));
    sender.send(
        "track",
        "{'event':'E','anonymousId':'d1','context':{'ip':'130.149.7.201'},"
            + "'properties':{'a':'from 133.11.93.2','b':['2001:db8:1:2::3']}}");
    assertThat(sender.opened(sender.records().getFirst(), device("d1")))
        .contains("\"network\":\"203.0.0.0\"")
        .contains("\"ip\":\"130.149.0.0\"")
        .contains("from 133.11.0.0")
        .contains("[\"2001:db8::\"]");
  }
}
