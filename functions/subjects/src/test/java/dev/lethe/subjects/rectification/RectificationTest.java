package dev.lethe.subjects.rectification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.rights.InMemoryCases;
import dev.lethe.shared.steps.SampleInput;
import dev.lethe.shared.vault.FeatureKeys;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.Keyrings;
import dev.lethe.shared.vault.LabelledSubjects;
import dev.lethe.shared.vault.Life;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.Rights;
import dev.lethe.shared.vault.SubjectKey;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.WrongKeyException;
import dev.lethe.subjects.cases.CorrectionText;
import dev.lethe.subjects.request.Correction;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RectificationTest {

  private static final FeatureKeys FEATURES = Keyrings.featureKeys("app_1", 1, 1);

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final LocalDate DAY = LocalDate.parse("2026-11-26");

  /// The request of the sample input.
  private static final CaseId ID =
      new CaseId(
          "app_0123456789abcdef01234567", UUID.fromString("a7551968-d5d6-44b2-9831-815ac9017798"));

  private static final List<Correction> RIGHT =
      List.of(
          new Correction("city", new Correction.Value.Text("Berlin")),
          new Correction("hobby", new Correction.Value.Removed()));

  private final Map<CaseId, List<Correction>> asked = new HashMap<>(Map.of(ID, RIGHT));
  private final InMemoryCases cases = new InMemoryCases();
  private final Map<String, SubjectKey> keys = new HashMap<>();
  private final InMemoryProfiles profiles = new InMemoryProfiles(Duration.ofDays(90));
  private final Rectification rectification =
      new Rectification(
          id -> Optional.ofNullable(asked.get(id)),
          cases,
          this::find,
          profiles,
          Clock.fixed(NOW, ZoneOffset.UTC));
  private final RectifyHandler handler = new RectifyHandler(rectification);

  private CaseLife user = life(Identity.Kind.USER, null);
  private CaseLife device = user;
  private CaseLife tablet = user;

  private Map<String, LabelledSubjects.Labelled> find(String app, Set<String> labels) {
    var found = new HashMap<String, LabelledSubjects.Labelled>();
    keys.forEach((label, key) -> {
      if (labels.contains(label)) {
        found.put(label, new LabelledSubjects.Labelled(Rights.NONE_USED, 1, key, FEATURES));
      }
    });
    return found;
  }

  private static CaseLife life(Identity.Kind kind, @Nullable String label) {
    return new CaseLife(kind, new Pseudonym("p" + label), label, null, 1, 1, NOW);
  }

  private CaseLife lives(Identity.Kind kind, String label) {
    var life = life(kind, label);
    keys.put(label, SubjectKey.generate(ID.app(), label, new SecureRandom()));
    var wrapped = new Keyring.WrappedKey(1, 0, Bytes.copyOf(new byte[1]));
    profiles.put(
        ID.app(), life.subject(), SubjectState.UNKNOWN.begin(new Life(label, wrapped, DAY, DAY)));
    return life;
  }

  @BeforeEach
  void live() {
    user = lives(Identity.Kind.USER, "user");
    device = lives(Identity.Kind.DEVICE, "device");
    tablet = lives(Identity.Kind.DEVICE, "tablet");
  }

  private void isAbout(CaseLife... lives) {
    for (var life : lives) {
      cases.add(ID, life);
    }
  }

  /// What was put right about a subject, opened.
  private List<Correction> corrected(CaseLife life) {
    return profiles.portraits(NOW).of(ID.app(), life).corrections().stream()
        .flatMap(one -> {
          try {
            assertThat(one.request()).isEqualTo(ID.request());
            assertThat(one.at()).isEqualTo(NOW);
            var key = Objects.requireNonNull(keys.get(life.label()));
            return CorrectionText.read(key.open(one.sealed())).stream();
          } catch (WrongKeyException e) {
            throw new AssertionError(e);
          }
        })
        .toList();
  }

  @Test
  void itIsTheUserWhoIsPutRightAndNoDevice() {
    isAbout(device, user);
    rectification.apply(ID);
    assertThat(corrected(user)).isEqualTo(RIGHT);
    assertThat(corrected(device)).isEmpty();
  }

  @Test
  void ifNothingIsKnownOfAUserItIsTheDevices() {
    isAbout(life(Identity.Kind.USER, null), device, tablet);
    rectification.apply(ID);
    assertThat(corrected(device)).isEqualTo(RIGHT);
    assertThat(corrected(tablet)).isEqualTo(RIGHT);
    assertThat(corrected(user)).as("whom the request does not name").isEmpty();
  }

  @Test
  void doneTwiceItIsDoneOnce() {
    isAbout(user);
    rectification.apply(ID);
    rectification.apply(ID);
    assertThat(corrected(user)).isEqualTo(RIGHT);
  }

  @Test
  void ofWhoeverIsUnknownNothingIsKept() {
    isAbout(life(Identity.Kind.USER, null));
    rectification.apply(ID);
    assertThat(corrected(user)).isEmpty();
  }

  /// The devices that were the user's alone are erased with the user.
  @Test
  void ofALifeThatEndedMeanwhileNothingIsKeptAndNobodyElseIsPutRight() {
    isAbout(user, device);
    keys.remove("user");
    rectification.apply(ID);
    assertThat(profiles.portraits(NOW).of(ID.app(), user).corrections()).isEmpty();
    assertThat(corrected(device)).isEmpty();
  }

  @Test
  void aRequestThatIsOverPutsNothingRight() {
    isAbout(user);
    asked.clear();
    rectification.apply(ID);
    assertThat(corrected(user)).isEmpty();
  }

  private Map<String, Object> run() {
    return handler.handleRequest(SampleInput.of("rectify"), new TestLambdaContext());
  }

  @Test
  void theStepAnswersNothing() {
    isAbout(user);
    assertThat(run()).isEmpty();
    assertThat(corrected(user)).isEqualTo(RIGHT);
  }

  @Test
  void aRequestThatIsNoneIsRefusedAndNotRepeated() {
    Map<String, Object> input = Map.of("app", ID.app(), "request", "jane@example.com");
    assertThatThrownBy(() -> handler.handleRequest(input, new TestLambdaContext()))
        .hasMessage("A step failed.")
        .hasNoCause();
  }
}
