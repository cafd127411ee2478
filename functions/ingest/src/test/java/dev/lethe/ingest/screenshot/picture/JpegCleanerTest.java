package dev.lethe.ingest.screenshot.picture;

import static dev.lethe.ingest.screenshot.picture.Pictures.SECRET;
import static dev.lethe.ingest.screenshot.picture.Pictures.bytes;
import static dev.lethe.ingest.screenshot.picture.Pictures.jpegSegment;
import static dev.lethe.ingest.screenshot.picture.Pictures.text;
import static dev.lethe.ingest.screenshot.picture.Pictures.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegCleanerTest {

  private static final int AFTER_START = 2;

  private static byte[] clean(byte[] picture) throws UnfitPictureException {
    return PictureType.JPEG.cleaned(picture);
  }

  private static void assertUnfit(byte[] picture, String why) {
    assertThatThrownBy(() -> clean(picture))
        .isInstanceOf(UnfitPictureException.class)
        .hasMessageContaining(why);
  }

  /// Where a segment begins.
  private static int place(byte[] picture, int marker) {
    for (var place = AFTER_START; place < picture.length; place++) {
      if ((picture[place] & 0xff) == 0xff && (picture[place + 1] & 0xff) == marker) {
        return place;
      }
    }
    throw new AssertionError("There is none.");
  }

  @ParameterizedTest
  @CsvSource({"1, 1, false", "1, 1, true", "33, 17, false", "100, 80, true", "100, 80, false"})
  void showsTheSameAsBefore(int width, int height, boolean isProgressive)
      throws UnfitPictureException {
    for (var type : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_GRAY}) {
      var picture = Pictures.jpeg(Pictures.image(width, height, type), isProgressive);
      var cleaned = clean(picture);
      assertThat(Pictures.pixels(cleaned)).isEqualTo(Pictures.pixels(picture));
      assertThat(clean(cleaned)).isEqualTo(cleaned);
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0xe0, 0xe1, 0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xeb, 0xec, 0xed, 0xee,
        0xef, 0xfe
      })
  void whatIsNotShownIsLeftOut(int marker) throws UnfitPictureException {
    var plain = clean(Pictures.jpeg());
    for (var name :
        new String[] {
          "Exif\0\0", "http://ns.adobe.com/xap/1.0/\0", "JFXX\0", "ICC_PROFILE\0", ""
        }) {
      var more = jpegSegment(marker, bytes(name + SECRET));
      assertThat(clean(with(plain, AFTER_START, more))).isEqualTo(plain);
      assertThat(clean(with(plain, place(plain, 0xda), more))).isEqualTo(plain);
      assertThat(clean(with(plain, plain.length - 2, more))).isEqualTo(plain);
    }
  }

  @Test
  void whatStandsBehindTheEndIsLeftOut() throws UnfitPictureException {
    var plain = clean(Pictures.jpeg());
    assertThat(clean(with(plain, plain.length, Pictures.jpeg()))).isEqualTo(plain);
  }

  @Test
  void jfifLosesItsThumbnailAndAdobeWhatFollows() throws UnfitPictureException {
    var plain = clean(Pictures.jpeg());
    var jfif = place(plain, 0xe0);
    assertThat(jfif).isEqualTo(AFTER_START);
    var adobe = bytes("Adobe\0\144\0\0\0\0\1");
    var bare =
        with(
            Arrays.copyOf(plain, AFTER_START),
            AFTER_START,
            Arrays.copyOfRange(plain, 20, plain.length));
    var thumbnail = bytes("JFIF\0\1\2\0\0\1\0\1\1\2" + SECRET);
    var cleaned =
        clean(
            with(
                with(
                    bare, AFTER_START, jpegSegment(0xee, with(adobe, adobe.length, bytes(SECRET)))),
                AFTER_START,
                jpegSegment(0xe0, thumbnail)));
    assertThat(text(cleaned)).doesNotContain(SECRET).contains("JFIF\0\1\2\0\0\1\0\1\0\0", "Adobe");
    assertThat(cleaned).hasSize(plain.length + 4 + adobe.length);
    assertThat(clean(cleaned)).isEqualTo(cleaned);
    assertThat(Pictures.pixels(cleaned)).isNotEmpty();
  }

  @Test
  void fillBytesBetweenPartsAreLeftOut() throws UnfitPictureException {
    var plain = clean(Pictures.jpeg());
    var fill = new byte[] {(byte) 0xff, (byte) 0xff};
    assertThat(clean(with(plain, AFTER_START, fill))).isEqualTo(plain);
    assertThat(clean(with(plain, plain.length - 2, fill))).isEqualTo(plain);
  }

  @Test
  void pixelsMayHaveRestarts() throws UnfitPictureException {
    var plain = clean(Pictures.jpeg());
    var restart = new byte[] {(byte) 0xff, (byte) 0xd3};
    var restarting = with(plain, plain.length - 2, restart);
    assertThat(clean(restarting)).isEqualTo(restarting);
  }

  @Test
  void itsSizeIsBounded() throws UnfitPictureException {
    var plain = clean(Pictures.jpeg());
    var size = place(plain, 0xc0) + 5;
    assertUnfit(resized(plain, size, 8_193, 1), "larger than 8,192 pixels");
    assertUnfit(resized(plain, size, 1, 8_193), "larger than 8,192 pixels");
    assertUnfit(resized(plain, size, 5_001, 8_000), "40 megapixels");
    assertUnfit(resized(plain, size, 0, 1), "no pixels");
    assertThat(clean(resized(plain, size, 5_000, 8_000))).isNotEmpty();
  }

  private static byte[] resized(byte[] picture, int place, int height, int width) {
    var resized = picture.clone();
    System.arraycopy(new Sink(4).u16(height).u16(width).toArray(), 0, resized, place, 4);
    return resized;
  }

  @Test
  void whatIsBrokenOrSomethingElseIsUnfit() throws UnfitPictureException {
    var plain = clean(Pictures.jpeg());
    assertUnfit(new byte[0], "no JPEG");
    assertUnfit(Pictures.png(), "no JPEG");
    assertUnfit(Arrays.copyOf(plain, plain.length - 2), "ends too early");
    assertUnfit(with(plain, AFTER_START, bytes(SECRET)), "between the parts");
    assertUnfit(with(plain, AFTER_START, new byte[] {(byte) 0xff, (byte) 0xe1, 0, 1}), "no length");
    for (var marker : new int[] {0x01, 0xc3, 0xc9, 0xcc, 0xd0, 0xd8, 0xdc, 0xf0}) {
      assertUnfit(with(plain, AFTER_START, jpegSegment(marker, new byte[4])), "neither baseline");
    }
    var frame = place(plain, 0xc0);
    assertUnfit(with(plain, frame, Arrays.copyOfRange(plain, frame, frame + 19)), "no known form");
    assertUnfit(
        with(plain, frame, Arrays.copyOfRange(plain, place(plain, 0xda), plain.length)),
        "no known form");
    var none =
        with(
            Arrays.copyOf(plain, place(plain, 0xda)),
            place(plain, 0xda),
            new byte[] {(byte) 0xff, (byte) 0xd9});
    assertUnfit(none, "has no pixels");
  }

  @Test
  void nothingStandsBehindTables() throws UnfitPictureException {
    var plain = clean(Pictures.jpeg());
    for (var marker : new int[] {0xdb, 0xc4}) {
      assertUnfit(with(plain, AFTER_START, jpegSegment(marker, bytes("D" + SECRET))), "table");
      assertUnfit(with(plain, AFTER_START, jpegSegment(marker, bytes("\0" + SECRET))), "too early");
    }
    assertUnfit(with(plain, AFTER_START, jpegSegment(0xdd, bytes(SECRET))), "no known form");
  }
}
