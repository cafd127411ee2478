package dev.lethe.shared.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.vault.Keyrings;
import dev.lethe.shared.vault.SubjectKey;
import dev.lethe.shared.vault.WrongKeyException;
import java.io.IOException;
import java.security.SecureRandom;
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
  void opensUnderBothItsKeysAndIsNoneOnceItsFeaturesIsDestroyed()
      throws IOException, WrongKeyException {
    var key = SubjectKey.generate("app_1", "label", new SecureRandom());
    var features = Keyrings.featureKeys("app_1", 1, 1);
    var sealed = SCREENSHOT.sealed(key, features);
    assertThat(SealedScreenshot.open(sealed, key, features)).contains(SCREENSHOT);
    assertThat(SealedScreenshot.open(sealed, key, Keyrings.featureKeys("app_1", 1, 2))).isEmpty();
    var stranger = SubjectKey.generate("app_1", "label", new SecureRandom());
    assertThatThrownBy(() -> SealedScreenshot.open(sealed, stranger, features))
        .isInstanceOf(WrongKeyException.class);
    var others = Keyrings.featureKeys("app_1", 2, 1);
    assertThatThrownBy(() -> SealedScreenshot.open(sealed, key, others))
        .isInstanceOf(WrongKeyException.class);
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
