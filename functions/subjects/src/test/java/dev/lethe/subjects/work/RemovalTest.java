package dev.lethe.subjects.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.erasure.SubjectCopies;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.rights.InMemoryCases;
import dev.lethe.shared.rights.Measures;
import dev.lethe.shared.rights.Store;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectState;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemovalTest {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final String APP = "app_1";
  private static final CaseId ID = new CaseId(APP, UUID.randomUUID());
  private static final Map<Store, Long> LANES = Map.of(Store.STATISTICS, 3L, Store.ARCHIVE, 5L);

  private static final Pseudonym USER = new Pseudonym("user");
  private static final Pseudonym PHONE = new Pseudonym("phone");

  private final InMemorySubjects subjects = new InMemorySubjects();
  private final InMemoryCases cases = new InMemoryCases();
  private final Measures measures = new Measures(cases, Clock.fixed(NOW, ZoneOffset.UTC));
  private final Shelf pictures = new Shelf();
  private final Removal removal =
      new Removal(subjects, Map.of(Store.SCREENSHOTS, pictures), measures);

  /// Copies, of which some come while others are removed.
  private static final class Shelf implements SubjectCopies {
    private final List<String> labels = new ArrayList<>();
    private final List<String> meanwhile = new ArrayList<>();
    private final List<String> afterwards = new ArrayList<>();

    @Override
    public long count(String app, String label) {
      return labels.stream().filter(label::equals).count();
    }

    @Override
    public long erase(String app, String label) {
      labels.addAll(meanwhile);
      meanwhile.clear();
      var erased = count(app, label);
      labels.removeIf(label::equals);
      labels.addAll(afterwards);
      afterwards.clear();
      return erased;
    }
  }

  @BeforeEach
  void begin() {
    subjects.name(ID, new Subject(Identity.Kind.USER, USER));
    order(Identity.Kind.USER, USER, "u");
    order(Identity.Kind.DEVICE, PHONE, null);
    subjects.link(new InMemorySubjects.Link(APP, USER, PHONE, 1, 1));
  }

  private void order(Identity.Kind kind, Pseudonym subject, @Nullable String label) {
    var before = new Subjects.Stored(SubjectState.UNKNOWN, null);
    var after = new Subjects.Stored(SubjectState.UNKNOWN.erase(NOW), null);
    var life = new CaseLife(kind, subject, label, null, 1, 1, NOW);
    assertThat(subjects.change(ID, 90, before, after, new Order(life, Map.of()))).isTrue();
  }

  private Measures.Measured of(Store store, int round) {
    measures.searched(ID, store, round, 0);
    return measures.of(ID).of(store, round);
  }

  @Test
  void whatTheConsumersFoundIsNoted() {
    removal.remove(ID, 0, LANES);
    assertThat(of(Store.STATISTICS, 0).found()).isEqualTo(3);
    assertThat(of(Store.ARCHIVE, 0).found()).isEqualTo(5);
    assertThat(of(Store.ARCHIVE, 0).removedAt()).isEqualTo(NOW);
  }

  @Test
  void keysAndLinksAreWhatTheVaultHad() {
    removal.remove(ID, 0, LANES);
    // One key; and the link, which is two items, is found from both sides.
    assertThat(of(Store.VAULT, 0).found()).isEqualTo(1 + 2 + 2);
    removal.search(ID, 0);
    assertThat(measures.of(ID).again(Store.VAULT, 0)).isZero();
    assertThat(subjects.devicesAlone(APP, USER, 9)).isEmpty();
  }

  @Test
  void copiesOfTheDeadGoAndThoseOfOthersStay() {
    pictures.labels.addAll(List.of("u", "u", "v"));
    removal.remove(ID, 0, LANES);
    assertThat(pictures.labels).containsExactly("v");
    assertThat(of(Store.SCREENSHOTS, 0).found()).isEqualTo(2);
  }

  @Test
  void whatCameWhileItWasRemovedIsFoundToo() {
    pictures.labels.add("u");
    pictures.meanwhile.add("u");
    removal.remove(ID, 0, LANES);
    assertThat(of(Store.SCREENSHOTS, 0).found()).isEqualTo(2);
  }

  @Test
  void whoRemovesAgainSaysWhatWasFoundFirst() {
    pictures.labels.add("u");
    removal.remove(ID, 0, LANES);
    removal.remove(ID, 0, LANES);
    assertThat(of(Store.SCREENSHOTS, 0).found()).isEqualTo(1);
    assertThat(of(Store.VAULT, 0).found()).isEqualTo(5);
  }

  @Test
  void whatComesBehindIsSeenAndGoesRound() {
    pictures.labels.add("u");
    pictures.afterwards.add("u");
    removal.remove(ID, 0, LANES);
    removal.search(ID, 0);
    assertThat(measures.of(ID).again(Store.SCREENSHOTS, 0)).isEqualTo(1);
    // What the search of the first round found in the lanes' stores is what the second removes.
    measures.searched(ID, Store.STATISTICS, 0, 2);
    measures.searched(ID, Store.ARCHIVE, 0, 0);
    removal.remove(ID, 1, LANES);
    assertThat(pictures.labels).isEmpty();
    removal.search(ID, 1);
    assertThat(measures.of(ID).of(Store.SCREENSHOTS, 1).found()).isEqualTo(2);
    assertThat(of(Store.STATISTICS, 1).found()).isEqualTo(5);
    assertThat(of(Store.ARCHIVE, 1).found()).isEqualTo(5);
    assertThat(measures.of(ID).of(Store.VAULT, 1).found()).as("keys go once").isEqualTo(5);
  }
}
