package dev.lethe.shared.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Records;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SealedScreenshotTest {

  private static final SealedScreenshot SCREENSHOT =
      new SealedScreenshot(Records.NOON, "image/png", Bytes.copyOf(new byte[] {1, 2, 3}));

  @Test
  void comesBack() throws IOException {
    assertThat(SealedScreenshot.decode(SCREENSHOT.encode())).isEqualTo(SCREENSHOT);
  }

  @Test
  void anythingElseIsRefused() {
    var encoded = SCREENSHOT.encode();
    for (var length = 0; length < encoded.length; length++) {
      var shorter = Arrays.copyOf(encoded, length);
      assertThatThrownBy(() -> SealedScreenshot.decode(shorter)).isInstanceOf(IOException.class);
    }
    var later = encoded.clone();
    later[3] = 2;
    assertThatThrownBy(() -> SealedScreenshot.decode(later)).hasMessageContaining("version");
  }
}
