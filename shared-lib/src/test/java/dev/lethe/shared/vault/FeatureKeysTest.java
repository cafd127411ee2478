package dev.lethe.shared.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.Feature;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FeatureKeysTest {

  private static final String APP = "app_1";
  private static final byte[] CONTENT =
      "plan: gold, plan: gold, plan: gold".getBytes(StandardCharsets.UTF_8);

  private final FeatureKeys keys = Keyrings.featureKeys(APP, 7, 5);
  private final Bytes sealed = keys.seal(Feature.USER_ATTRIBUTES, CONTENT);

  private static void assertWrong(FeatureKeys keys, Feature feature, Bytes sealed) {
    assertThatExceptionOfType(WrongKeyException.class).isThrownBy(() -> keys.open(feature, sealed));
  }

  @Test
  void whatIsSealedForAFeatureOpens() throws WrongKeyException {
    assertThat(keys.open(Feature.USER_ATTRIBUTES, sealed)).contains(CONTENT);
    assertThat(keys.seal(Feature.USER_ATTRIBUTES, CONTENT)).isNotEqualTo(sealed);
    assertThat(new String(sealed.toArray(), StandardCharsets.ISO_8859_1)).doesNotContain("gold");
  }

  @Test
  void underADestroyedKeyThereIsNothing() throws WrongKeyException {
    var later = Keyrings.featureKeys(APP, 7, 6);
    assertThat(later.open(Feature.USER_ATTRIBUTES, sealed)).isEmpty();
  }

  @Test
  void whoHasAnOlderKeyDoesNotTakeItForErased() {
    assertWrong(Keyrings.featureKeys(APP, 7, 4), Feature.USER_ATTRIBUTES, sealed);
  }

  @Test
  void itOpensForItsFeatureAndItsApplicationAlone() {
    assertWrong(keys, Feature.END_USER_IDENTIFIER, sealed);
    assertWrong(Keyrings.featureKeys(APP, 8, 5), Feature.USER_ATTRIBUTES, sealed);
    assertWrong(Keyrings.featureKeys("app_2", 7, 5), Feature.USER_ATTRIBUTES, sealed);
  }

  /// Also if two features had one key.
  @Test
  void itIsBoundToItsFeature() {
    var one = new FeatureKeys.Key(1, Keyrings.sealedKey());
    var alike =
        new FeatureKeys(
            APP,
            Arrays.stream(Feature.values())
                .collect(Collectors.toMap(feature -> feature, feature -> one)));
    assertWrong(alike, Feature.SCREENSHOTS, alike.seal(Feature.USER_ATTRIBUTES, CONTENT));
  }

  @Test
  void noByteOfItCanBeChanged() throws WrongKeyException {
    var bytes = sealed.toArray();
    for (var at = 0; at < bytes.length; at++) {
      // A lower number is that of a destroyed key, which nobody can tell from any other.
      if (at == 0 || at > Integer.BYTES) {
        var changed = bytes.clone();
        changed[at] ^= 1;
        assertWrong(keys, Feature.USER_ATTRIBUTES, Bytes.copyOf(changed));
      }
    }
    assertWrong(keys, Feature.USER_ATTRIBUTES, Bytes.copyOf(new byte[] {1, 0, 0}));
    assertWrong(keys, Feature.USER_ATTRIBUTES, Bytes.copyOf(new byte[0]));
  }

  @Test
  void thereIsOneForEachFeature() {
    assertThatIllegalArgumentException().isThrownBy(() -> new FeatureKeys(APP, Map.of()));
  }

  @Test
  void keysAreNotShown() {
    assertThat(keys).hasToString("FeatureKeys[…]");
  }
}
