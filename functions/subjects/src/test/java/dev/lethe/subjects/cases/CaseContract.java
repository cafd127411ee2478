package dev.lethe.subjects.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.subjects.cases.CaseOpening.Opened;
import dev.lethe.subjects.rectification.Corrections;
import dev.lethe.subjects.request.Correction;
import dev.lethe.subjects.work.Subject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What whoever opens cases must do, and shows what they put right; run against those in memory,
/// and those in DynamoDB.
public abstract class CaseContract {

  private static final List<Correction> CORRECTIONS =
      List.of(
          new Correction("name", new Correction.Value.Text("J\u00e4ne \"Doe\"")),
          new Correction("age", new Correction.Value.Numeral("41.50")),
          new Correction("premium", new Correction.Value.Truth(true)),
          new Correction("hobby", new Correction.Value.Removed()));

  private final CaseId id =
      new CaseId("app_" + UUID.randomUUID().toString().replace("-", ""), UUID.randomUUID());

  protected abstract CaseOpening cases();

  protected abstract Corrections corrections();

  /// The keys of an application, which it has from now on.
  protected abstract Keyring keyring(String app);

  private static NewCase content(int request, Keyring.@Nullable SealedForRequest corrections) {
    return new NewCase(
        Bytes.copyOf(new byte[] {(byte) request, 2}),
        List.of(
            new Subject(Identity.Kind.USER, new Pseudonym("AAAAAAAAAAAAAAAAAAAAAA")),
            new Subject(Identity.Kind.DEVICE, new Pseudonym("BAAAAAAAAAAAAAAAAAAAAA"))),
        corrections);
  }

  @Test
  void itIsOpenedOnce() {
    assertThat(cases().open(id, content(1, null))).isEqualTo(Opened.NOW);
    assertThat(cases().open(id, content(1, null))).isEqualTo(Opened.BEFORE);
    assertThat(corrections().of(id)).isEmpty();
  }

  @Test
  void anotherRequestWithItsIdDoesNotTakeIt() {
    cases().open(id, content(1, null));
    assertThat(cases().open(id, content(2, null))).isEqualTo(Opened.NOT);
    assertThat(cases().open(id, content(1, null))).isEqualTo(Opened.BEFORE);
    var others = new CaseId(id.app(), UUID.randomUUID());
    assertThat(cases().open(others, content(2, null))).isEqualTo(Opened.NOW);
  }

  @Test
  void whatIsClosedIsForgotten() {
    var sealed = keyring(id.app()).seal(id.request(), CorrectionText.of(CORRECTIONS));
    cases().open(id, content(1, sealed));
    cases().close(id);
    assertThat(corrections().of(id)).isEmpty();
    assertThat(cases().open(id, content(2, null))).isEqualTo(Opened.NOW);
    cases().close(id);
    cases().close(id);
  }

  @Test
  void whatItPutsRightIsKeptSealedAndComesBack() {
    var sealed = keyring(id.app()).seal(id.request(), CorrectionText.of(CORRECTIONS));
    cases().open(id, content(1, sealed));
    assertThat(corrections().of(id)).contains(CORRECTIONS);
    assertThat(corrections().of(new CaseId(id.app(), UUID.randomUUID()))).isEmpty();
  }

  @Test
  void ofTwoAtTheSameTimeOneOpensIt() throws Exception {
    var opened = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tries =
          IntStream.range(0, 6)
              .mapToObj(number -> (Callable<Opened>) () -> cases().open(id, content(number, null)))
              .toList();
      for (var result : threads.invokeAll(tries)) {
        opened += result.get() == Opened.NOW ? 1 : 0;
      }
    }
    assertThat(opened).isEqualTo(1);
  }
}
