package dev.lethe.shared.content;

import dev.lethe.shared.erasure.SubjectCopies;
import dev.lethe.shared.record.Bytes;
import java.util.Optional;

class InMemoryScreenshotsTest extends ScreenshotsContract {

  private final InMemoryScreenshots screenshots = new InMemoryScreenshots();

  @Override
  protected Screenshots screenshots() {
    return screenshots;
  }

  @Override
  protected SubjectCopies copies() {
    return screenshots;
  }

  @Override
  protected Optional<Bytes> content(String key) {
    return Optional.ofNullable(screenshots.all().get(key));
  }
}
