package dev.lethe.ingest.screenshot.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Whatever is uploaded is cleaned or refused: nothing else happens, and what was cleaned stays as
/// it is when it is cleaned again.
class SpoiledPicturesTest {

  private static final List<byte[]> PICTURES =
      List.of(
          Pictures.png(),
          Pictures.png(
              Pictures.image(20, 10, java.awt.image.BufferedImage.TYPE_BYTE_INDEXED), true),
          Pictures.jpeg(),
          Pictures.jpeg(Pictures.image(20, 10, java.awt.image.BufferedImage.TYPE_INT_RGB), true),
          Pictures.webp("lossy"),
          Pictures.webp("lossless"),
          Pictures.webp("alpha-with-metadata"),
          Pictures.webp("animation"));

  private static void assertCleanedOrRefused(byte[] picture) {
    for (var type : PictureType.values()) {
      byte[] cleaned;
      try {
        cleaned = type.cleaned(picture);
      } catch (UnfitPictureException e) {
        assertThat(e.why()).isNotBlank();
        continue;
      }
      try {
        assertThat(type.cleaned(cleaned)).isEqualTo(cleaned);
      } catch (UnfitPictureException e) {
        throw new AssertionError("What was cleaned is not taken again.", e);
      }
    }
  }

  @Property(tries = 4_000)
  void bytesThatAreSpoiled(
      @ForAll @IntRange(max = 7) int which,
      @ForAll @IntRange(min = 1, max = 4) int often,
      @ForAll long seed) {
    var picture = PICTURES.get(which).clone();
    var random = new Random(seed);
    for (var i = 0; i < often; i++) {
      picture[random.nextInt(picture.length)] = (byte) random.nextInt(256);
    }
    assertCleanedOrRefused(picture);
  }

  @Property(tries = 2_000)
  void partsThatAreTakenOutOrPutInTwice(@ForAll @IntRange(max = 7) int which, @ForAll long seed) {
    var picture = PICTURES.get(which);
    var random = new Random(seed);
    var from = random.nextInt(picture.length);
    var to = from + random.nextInt(Math.min(40, picture.length - from));
    var out =
        with(Arrays.copyOf(picture, from), from, Arrays.copyOfRange(picture, to, picture.length));
    assertCleanedOrRefused(out);
    var twice =
        with(picture, random.nextInt(picture.length), Arrays.copyOfRange(picture, from, to));
    assertCleanedOrRefused(twice);
  }

  @Property(tries = 500)
  void anyBytes(@ForAll byte[] bytes) {
    assertCleanedOrRefused(bytes);
  }

  private static byte[] with(byte[] picture, int place, byte[] more) {
    return Pictures.with(picture, place, more);
  }
}
