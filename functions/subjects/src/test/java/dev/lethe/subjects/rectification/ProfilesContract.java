package dev.lethe.subjects.rectification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.Life;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectKey;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.subjects.packages.Portrait.SealedCorrections;
import dev.lethe.subjects.packages.Portraits;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What whoever keeps profiles must do, and whoever looks at subjects; run against those in memory,
/// and those in the Vault.
public abstract class ProfilesContract {

  /// For how many days the application keeps a subject's data.
  protected static final int DAYS = 90;

  private static final String LABEL = "LLLLLLLLLLLLLLLLLLLLLL";
  private static final String NEXT = "NNNNNNNNNNNNNNNNNNNNNN";

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
  private final Pseudonym user = new Pseudonym("user-" + UUID.randomUUID());
  private final Pseudonym device = new Pseudonym("device-" + UUID.randomUUID());

  /// An application that keeps data for [#DAYS]; always the same.
  protected abstract String app();

  protected abstract Profiles profiles();

  protected abstract Portraits portraits(Instant now);

  /// Writes what the gate writes.
  protected abstract void write(String app, Pseudonym subject, SubjectState state);

  /// Links a user to a device, who were seen together on a day.
  protected abstract void link(String app, Pseudonym user, Pseudonym device, LocalDate day);

  private SubjectState living(SubjectState before, String label) {
    return before.begin(
        new Life(label, new Keyring.WrappedKey(1, 0, Bytes.copyOf(new byte[] {7})), today, today));
  }

  private CaseLife life(Identity.Kind kind, Pseudonym subject, @Nullable String label) {
    return new CaseLife(kind, subject, label, label == null ? null : today, 1, 1, now);
  }

  private CaseLife life(@Nullable String label) {
    return life(Identity.Kind.USER, user, label);
  }

  private CaseId request() {
    return new CaseId(app(), UUID.randomUUID());
  }

  private SubjectKey key(String label) {
    return SubjectKey.generate(app(), label, new SecureRandom());
  }

  private void append(CaseId id, String label, SubjectKey key, String text, Instant at) {
    profiles().append(id, life(label), key, text.getBytes(StandardCharsets.UTF_8), at);
  }

  private List<SealedCorrections> corrections(String label, Instant at) {
    return portraits(at).of(app(), life(label)).corrections();
  }

  @Test
  void whatRequestsPutRightIsThereSealedTheOldestFirst() throws Exception {
    write(app(), user, living(SubjectState.UNKNOWN, LABEL));
    var key = key(LABEL);
    var second = request();
    var first = request();
    append(second, LABEL, key, "second", now.plusMillis(2));
    append(first, LABEL, key, "first", now.plusMillis(1));
    var found = corrections(LABEL, now);
    assertThat(found)
        .extracting(SealedCorrections::request)
        .containsExactly(first.request(), second.request());
    assertThat(found)
        .extracting(SealedCorrections::at)
        .containsExactly(now.plusMillis(1), now.plusMillis(2));
    assertThat(key.open(found.getFirst().sealed())).asString().isEqualTo("first");
    assertThat(key.open(found.getLast().sealed())).asString().isEqualTo("second");
  }

  @Test
  void aRequestPutsItsOwnRightOnce() {
    write(app(), user, living(SubjectState.UNKNOWN, LABEL));
    var id = request();
    append(id, LABEL, key(LABEL), "as it was", now);
    var before = corrections(LABEL, now);
    append(id, LABEL, key(LABEL), "again", now.plusSeconds(60));
    assertThat(corrections(LABEL, now)).isEqualTo(before);
  }

  @Test
  void ofALifeThatIsOverNothingIsKept() {
    var state = living(SubjectState.UNKNOWN, LABEL).erase(now);
    write(app(), user, state);
    append(request(), LABEL, key(LABEL), "late", now);
    assertThat(corrections(LABEL, now)).isEmpty();
    write(app(), user, living(state, NEXT));
    append(request(), LABEL, key(LABEL), "later", now);
    assertThat(corrections(LABEL, now)).isEmpty();
    assertThat(corrections(NEXT, now)).isEmpty();
  }

  @Test
  void aNewLifeHasNothingOfTheOneBefore() {
    var state = living(SubjectState.UNKNOWN, LABEL);
    write(app(), user, state);
    append(request(), LABEL, key(LABEL), "old", now);
    write(app(), user, state.erase(now));
    assertThat(corrections(LABEL, now)).isEmpty();
    write(app(), user, living(state.erase(now), NEXT));
    assertThat(corrections(NEXT, now)).isEmpty();
    var id = request();
    append(id, NEXT, key(NEXT), "new", now);
    assertThat(corrections(NEXT, now))
        .extracting(SealedCorrections::request)
        .containsExactly(id.request());
    assertThat(corrections(LABEL, now)).isEmpty();
  }

  @Test
  void eachIsKeptAsLongAsEventsAreAndNoLongerForOneThatFollows() {
    write(app(), user, living(SubjectState.UNKNOWN, LABEL));
    append(request(), LABEL, key(LABEL), "right", now);
    append(request(), LABEL, key(LABEL), "right, too", now.plusSeconds(60));
    var over = now.plus(Duration.ofDays(DAYS));
    assertThat(corrections(LABEL, over.minusSeconds(1))).hasSize(2);
    assertThat(corrections(LABEL, over)).hasSize(1);
    assertThat(corrections(LABEL, over.plusSeconds(60))).isEmpty();
  }

  @Test
  void ofSeveralAtTheSameTimeNoneIsLost() throws Exception {
    write(app(), user, living(SubjectState.UNKNOWN, LABEL));
    var key = key(LABEL);
    var requests = Stream.generate(this::request).limit(6).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tries =
          requests.stream()
              .map(id ->
                  (Callable<Boolean>)
                      () -> {
                        append(id, LABEL, key, "right", now);
                        return true;
                      })
              .toList();
      for (var result : threads.invokeAll(tries)) {
        assertThat(result.get()).isTrue();
      }
    }
    assertThat(corrections(LABEL, now))
        .extracting(SealedCorrections::request)
        .containsExactlyInAnyOrderElementsOf(requests.stream().map(CaseId::request).toList());
  }

  @Test
  void ofWhoIsUnknownNothingIsKnown() {
    var portrait = portraits(now).of(app(), life(null));
    assertThat(portrait.state()).isEqualTo(SubjectState.UNKNOWN);
    assertThat(portrait.links()).isZero();
    assertThat(portrait.corrections()).isEmpty();
  }

  @Test
  void aPortraitTellsOfTheSubjectAloneAndOfThoseItIsLinkedTo() {
    var state = living(SubjectState.UNKNOWN, LABEL);
    var other = new Pseudonym("other-" + UUID.randomUUID());
    write(app(), user, state);
    write(app(), device, living(SubjectState.UNKNOWN, NEXT));
    append(request(), LABEL, key(LABEL), "right", now);
    link(app(), user, device, today);
    link(app(), user, other, today);
    var ofUser = portraits(now).of(app(), life(LABEL));
    assertThat(ofUser.state()).isEqualTo(state);
    assertThat(ofUser.links()).isEqualTo(2);
    var ofDevice = portraits(now).of(app(), life(Identity.Kind.DEVICE, device, NEXT));
    assertThat(ofDevice.links()).isEqualTo(1);
    assertThat(ofDevice.corrections()).isEmpty();
    var silent = SubjectState.silentAt(today, DAYS);
    assertThat(portraits(silent.minusSeconds(1)).of(app(), life(LABEL)).links()).isEqualTo(2);
    assertThat(portraits(silent).of(app(), life(LABEL)).links()).isZero();
  }
}
