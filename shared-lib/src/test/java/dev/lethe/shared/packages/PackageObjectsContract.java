package dev.lethe.shared.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.rights.CaseId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every store of packages must do, and packages in it; run against the one in memory, and the
/// one in S3.
public abstract class PackageObjectsContract {

  private static final String LABEL = "AAAAAAAAAAAAAAAAAAAAAA";
  private static final String OTHER = "BAAAAAAAAAAAAAAAAAAAAA";

  @TempDir private Path folder;
  private Path zip = Path.of("");
  private final CaseId id = new CaseId("app_" + UUID.randomUUID(), UUID.randomUUID());

  protected abstract PackageObjects objects();

  private AccessPackages packages() {
    return new AccessPackages(objects());
  }

  @BeforeEach
  void writeAPackage() throws IOException {
    zip = Files.writeString(folder.resolve("package.zip"), "the package");
  }

  private static Bytes bytes(String text) {
    return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatIsCollectedIsThereUnderItsNameAsItCameLast() {
    packages().keep(id, LABEL, "events/2", bytes("b"));
    packages().keep(id, LABEL, "events/1", bytes("a"));
    packages().keep(id, LABEL, "events/1", bytes("A"));
    packages().keep(id, LABEL, "counts", bytes("c"));
    packages().keep(id, OTHER, "events/3", bytes("other"));
    assertThat(packages().names(id, LABEL, "events/")).containsExactly("events/1", "events/2");
    assertThat(packages().read(id, LABEL, "events/1")).contains(bytes("A"));
    assertThat(packages().read(id, LABEL, "events/3")).isEmpty();
  }

  @Test
  void aPackageIsFinishedOnceAndWhereItWasBegun() {
    assertThat(packages().isThere(id)).isFalse();
    var first = packages().begin(id, Set.of(LABEL));
    var second = packages().begin(id, Set.of(LABEL));
    assertThat(packages().finish(id, first, zip)).isFalse();
    assertThat(packages().finish(id, second, zip)).isTrue();
    assertThat(packages().finish(id, second, zip)).isFalse();
    assertThat(objects().read(AccessPackages.whole(id))).contains(bytes("the package"));
  }

  @Test
  void anErasureOfAnyLifeTakesThePackage() {
    assertThat(packages().finish(id, packages().begin(id, Set.of(LABEL, OTHER)), zip)).isTrue();
    packages().keep(id, OTHER, "counts", bytes("c"));
    assertThat(packages().count(id.app(), OTHER)).isEqualTo(1);
    assertThat(packages().erase(id.app(), OTHER)).isEqualTo(1);
    assertThat(packages().isThere(id)).isFalse();
    assertThat(packages().count(id.app(), OTHER)).isZero();
    assertThat(packages().erase(id.app(), OTHER)).isZero();
  }

  @Test
  void whatIsBeingWrittenWhileALifeIsErasedIsNeverThere() {
    var begun = packages().begin(id, Set.of(LABEL));
    packages().erase(id.app(), LABEL);
    assertThat(packages().finish(id, begun, zip)).isFalse();
    assertThat(packages().isThere(id)).isFalse();
  }

  @Test
  void anErasureLeavesWhatIsOfOthers() {
    var another = new CaseId(id.app(), UUID.randomUUID());
    var longer = LABEL + "x";
    packages().begin(another, Set.of(OTHER));
    packages().keep(another, longer, "counts", bytes("c"));
    packages().begin(id, Set.of(LABEL));
    packages().erase(id.app(), LABEL);
    assertThat(packages().isThere(another)).isTrue();
    assertThat(packages().read(another, longer, "counts")).contains(bytes("c"));
  }

  @Test
  void whatIsCleanedIsStillFoundByAnErasure() {
    packages().keep(id, LABEL, "events/1", bytes("a"));
    packages().begin(id, Set.of(LABEL));
    packages().clean(id, LABEL);
    assertThat(packages().read(id, LABEL, "events/1")).isEmpty();
    assertThat(packages().count(id.app(), LABEL)).isEqualTo(1);
    packages().clear(id, LABEL);
    assertThat(packages().count(id.app(), LABEL)).isZero();
  }
}
