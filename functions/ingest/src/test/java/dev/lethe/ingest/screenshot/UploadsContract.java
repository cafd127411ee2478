package dev.lethe.ingest.screenshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Bytes;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every place for uploads must do; run against the one in memory, and the one in S3.
public abstract class UploadsContract {

  private static final byte[] PICTURE = {1, 2, 3};

  private final String name = UUID.randomUUID().toString();

  protected abstract Uploads uploads();

  /// Uploads something.
  protected abstract void upload(String name, byte[] picture);

  @Test
  void whatWasNotUploadedIsMissing() {
    assertThat(uploads().state(name, 3)).isEqualTo(new Uploads.State.Missing());
  }

  @Test
  void whatWasUploadedIsThere() {
    upload(name, PICTURE);
    assertThat(uploads().state(name, 3)).isEqualTo(new Uploads.State.There(Bytes.copyOf(PICTURE)));
  }

  @Test
  void whatIsTooLongIsNotRead() {
    upload(name, PICTURE);
    assertThat(uploads().state(name, 2)).isEqualTo(new Uploads.State.TooLong());
  }

  @Test
  void whatIsSettledIsGoneAndMarked() {
    upload(name, PICTURE);
    uploads().settle(name);
    assertThat(uploads().state(name, 3)).isEqualTo(new Uploads.State.Settled());
    uploads().settle(name);
    assertThat(uploads().state(name, 0)).isEqualTo(new Uploads.State.Settled());
  }

  @Test
  void whatIsDiscardedIsAsIfItHadNotBeen() {
    upload(name, PICTURE);
    uploads().discard(name);
    uploads().discard(name);
    assertThat(uploads().state(name, 3)).isEqualTo(new Uploads.State.Missing());
  }
}
