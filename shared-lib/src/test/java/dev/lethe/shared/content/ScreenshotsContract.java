package dev.lethe.shared.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.erasure.SubjectCopies;
import dev.lethe.shared.record.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every store of screenshots must do; run against the one in memory, and the one in S3.
public abstract class ScreenshotsContract {

  private static final String LABEL = "AAAAAAAAAAAAAAAAAAAAAA";

  /// Another life.
  private static final String OTHER = "BAAAAAAAAAAAAAAAAAAAAA";

  private final String app = "app_" + UUID.randomUUID();

  protected abstract Screenshots screenshots();

  protected abstract SubjectCopies copies();

  /// What is kept under a key.
  protected abstract Optional<Bytes> content(String key);

  private static Bytes bytes(String text) {
    return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
  }

  private ScreenshotName name(String label, String id) {
    return new ScreenshotName(app, label, 90, id);
  }

  @Test
  void whatIsKeptIsThereOnceAndAsItCameLast() {
    screenshots().keep(name(LABEL, "a"), bytes("1"));
    screenshots().keep(name(LABEL, "a"), bytes("2"));
    assertThat(content("screenshots/" + app + '/' + LABEL + "/90-a")).contains(bytes("2"));
    assertThat(copies().erase(app, LABEL)).isEqualTo(1);
  }

  @Test
  void whatIsDeletedIsGoneAndMayBeDeletedAgain() {
    screenshots().keep(name(LABEL, "a"), bytes("1"));
    screenshots().delete(name(LABEL, "a"));
    screenshots().delete(name(LABEL, "a"));
    assertThat(content(name(LABEL, "a").key())).isEmpty();
  }

  @Test
  void anErasureTakesAllOfALifeHoweverManyAndNothingElse() {
    for (var i = 0; i < 7; i++) {
      screenshots().keep(new ScreenshotName(app, LABEL, 30 + i, "n" + i), bytes("1"));
    }
    var others = new ScreenshotName(app + "x", LABEL, 90, "a");
    screenshots().keep(name(OTHER, "a"), bytes("other"));
    screenshots().keep(name(LABEL + "x", "a"), bytes("longer"));
    screenshots().keep(others, bytes("others"));
    assertThat(copies().count(app, LABEL)).isEqualTo(7);
    assertThat(copies().erase(app, LABEL)).isEqualTo(7);
    assertThat(copies().count(app, LABEL)).isZero();
    assertThat(copies().erase(app, LABEL)).isZero();
    assertThat(content(new ScreenshotName(app, LABEL, 30, "n0").key())).isEmpty();
    assertThat(content(name(OTHER, "a").key())).contains(bytes("other"));
    assertThat(content(name(LABEL + "x", "a").key())).contains(bytes("longer"));
    assertThat(content(others.key())).contains(bytes("others"));
  }

  @Test
  void allOfALifeAreListedAndRead() {
    screenshots().keep(name(LABEL, "b-1"), bytes("1"));
    screenshots().keep(new ScreenshotName(app, LABEL, 30, "a"), bytes("2"));
    screenshots().keep(name(OTHER, "c"), bytes("other"));
    assertThat(screenshots().of(app, LABEL))
        .containsExactly(new ScreenshotName(app, LABEL, 30, "a"), name(LABEL, "b-1"));
    assertThat(screenshots().read(name(LABEL, "b-1"))).contains(bytes("1"));
    assertThat(screenshots().read(name(LABEL, "c"))).isEmpty();
  }
}
