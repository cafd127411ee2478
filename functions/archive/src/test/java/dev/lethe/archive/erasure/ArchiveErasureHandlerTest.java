package dev.lethe.archive.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.archive.InMemoryArchive;
import dev.lethe.archive.ObjectTails;
import dev.lethe.archive.Search;
import dev.lethe.archive.TailFiles;
import dev.lethe.archive.parquet.ParquetFiles;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.erasure.SubjectCopies;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.rights.InMemoryCases;
import dev.lethe.shared.rights.Measures;
import dev.lethe.shared.rights.Store;
import dev.lethe.shared.steps.SampleInput;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Pseudonym;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArchiveErasureHandlerTest {

  private static final CaseId ID =
      new CaseId(
          "app_0123456789abcdef01234567", UUID.fromString("a7551968-d5d6-44b2-9831-815ac9017798"));

  private final InMemoryCases cases = new InMemoryCases();
  private final InMemoryArchive index = new InMemoryArchive(new ParquetFiles());
  private final List<String> exported = new ArrayList<>();
  private final List<LocalDate> searchedFrom = new ArrayList<>();
  private final Clock clock = Clock.fixed(Records.NOON, ZoneOffset.UTC);
  private final Measures measures = new Measures(cases, clock);
  private final ArchiveErasureHandler handler =
      new ArchiveErasureHandler(
          new ArchiveErasure(
              cases,
              new Exported(),
              new Search(
                  new OneObject(),
                  tail -> new TailFiles.Read.Labels(Set.of("u", "v")),
                  Runnable::run),
              index,
              measures,
              clock));

  private final class Exported implements SubjectCopies {

    @Override
    public long count(String app, String label) {
      return exported.stream().filter(label::equals).count();
    }

    @Override
    public long erase(String app, String label) {
      var found = count(app, label);
      exported.removeIf(label::equals);
      return found;
    }
  }

  private final class OneObject implements ObjectTails {

    @Override
    public List<String> names(LocalDate from) {
      searchedFrom.add(from);
      return List.of("lines/1");
    }

    @Override
    public Optional<Tail> read(String name, long bytes) {
      return Optional.of(new Tail(1, Bytes.copyOf(new byte[1])));
    }
  }

  private void isAbout(@Nullable String label, @Nullable LocalDate born) {
    cases.add(
        ID,
        new CaseLife(
            Identity.Kind.USER, new Pseudonym("p" + label), label, born, 1, 1, Records.NOON));
  }

  private Map<String, Object> run(String step) {
    var input = SampleInput.of("archive-erasure");
    input.put("step", step);
    return handler.handleRequest(input, new TestLambdaContext());
  }

  @Test
  void exportsOfTheErasedGoAndTheArchiveIsSearched() {
    exported.addAll(List.of("u", "u", "v"));
    isAbout("u", Records.DAY.minusDays(3));
    isAbout(null, null);
    assertThat(run("remove")).isEmpty();
    assertThat(exported).containsExactly("v");
    assertThat(run("search")).isEmpty();
    var numbers = measures.of(ID);
    assertThat(numbers.of(Store.EXPORTS, 0).found()).isEqualTo(2);
    assertThat(numbers.again(Store.EXPORTS, 0)).isZero();
    assertThat(numbers.again(Store.ARCHIVE, 0)).isEqualTo(1);
    assertThat(searchedFrom).containsExactly(Records.DAY.minusDays(4));
  }

  /// Somebody put it back: else each round would find it again, and none would take it out.
  @Test
  void whatTheIndexDoesNotKnowIsTakenOutNextTime() {
    isAbout("u", Records.DAY);
    run("search");
    assertThat(index.objects("u")).containsExactly("lines/1");
    assertThat(index.objects("v")).as("nobody asked for it").isEmpty();
  }

  @Test
  void ofWhoeverWasUnknownNothingIsSearched() {
    isAbout(null, null);
    run("search");
    assertThat(searchedFrom).isEmpty();
    assertThat(measures.of(ID).again(Store.ARCHIVE, 0)).isZero();
  }

  @Test
  void whatIsNoStepFailsAndIsNotRepeated() {
    assertThatThrownBy(() -> run("jane@example.com")).hasMessage("A step failed.").hasNoCause();
  }
}
