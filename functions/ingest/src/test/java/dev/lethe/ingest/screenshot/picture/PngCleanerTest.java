package dev.lethe.ingest.screenshot.picture;

import static dev.lethe.ingest.screenshot.picture.Pictures.SECRET;
import static dev.lethe.ingest.screenshot.picture.Pictures.bytes;
import static dev.lethe.ingest.screenshot.picture.Pictures.pngChunk;
import static dev.lethe.ingest.screenshot.picture.Pictures.text;
import static dev.lethe.ingest.screenshot.picture.Pictures.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PngCleanerTest {

  /// Behind the signature and the header.
  private static final int AFTER_HEADER = 33;

  private static final int BEFORE_END = 12;

  private static byte[] clean(byte[] picture) throws UnfitPictureException {
    return PictureType.PNG.cleaned(picture);
  }

  private static void assertUnfit(byte[] picture, String why) {
    assertThatThrownBy(() -> clean(picture))
        .isInstanceOf(UnfitPictureException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, false",
    "1, 1, true",
    "3, 5, true",
    "9, 1, true",
    "64, 48, false",
    "64, 47, true"
  })
  void showsTheSameAsBefore(int width, int height, boolean isInterlaced)
      throws UnfitPictureException {
    for (var type :
        List.of(
            BufferedImage.TYPE_INT_ARGB,
            BufferedImage.TYPE_INT_RGB,
            BufferedImage.TYPE_BYTE_GRAY,
            BufferedImage.TYPE_USHORT_GRAY,
            BufferedImage.TYPE_BYTE_BINARY,
            BufferedImage.TYPE_BYTE_INDEXED)) {
      var picture = Pictures.png(Pictures.image(width, height, type), isInterlaced);
      var cleaned = clean(picture);
      assertThat(Pictures.pixels(cleaned)).isEqualTo(Pictures.pixels(picture));
      assertThat(clean(cleaned)).isEqualTo(cleaned);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tEXt", "zTXt", "iTXt", "eXIf", "tIME", "iCCP", "pHYs", "sPLT", "hIST", "bKGD", "sBIT",
        "acTL", "fcTL", "fdAT", "caBX", "vpAg", "prVt", "iDOT"
      })
  void whatIsNotShownIsLeftOut(String name) throws UnfitPictureException {
    var plain = clean(Pictures.png());
    var more = pngChunk(name, bytes(SECRET));
    assertThat(clean(with(plain, AFTER_HEADER, more))).isEqualTo(plain);
    assertThat(clean(with(plain, plain.length - BEFORE_END, more))).isEqualTo(plain);
  }

  @Test
  void whatStandsBehindTheEndIsLeftOut() throws UnfitPictureException {
    var plain = clean(Pictures.png());
    assertThat(clean(with(plain, plain.length, bytes(SECRET)))).isEqualTo(plain);
    var end = pngChunk("IEND", bytes(SECRET));
    var longer =
        with(Arrays.copyOf(plain, plain.length - BEFORE_END), plain.length - BEFORE_END, end);
    assertThat(clean(longer)).isEqualTo(plain);
  }

  @Test
  void whatSaysHowColoursLookStays() throws UnfitPictureException {
    var plain = clean(Pictures.png());
    for (var length : List.of("gAMA 4", "cHRM 32", "sRGB 1")) {
      var name = length.substring(0, 4);
      var bytes = new byte[Integer.parseInt(length.substring(5))];
      assertThat(clean(with(plain, AFTER_HEADER, pngChunk(name, bytes))))
          .hasSizeGreaterThan(plain.length);
      // Of another length it would be something else.
      var longer = pngChunk(name, new byte[bytes.length + 1]);
      assertThat(clean(with(plain, AFTER_HEADER, longer))).isEqualTo(plain);
      var twice = with(pngChunk(name, bytes), 0, pngChunk(name, bytes));
      assertThat(clean(with(plain, AFTER_HEADER, twice)))
          .isEqualTo(clean(with(plain, AFTER_HEADER, pngChunk(name, bytes))));
    }
  }

  /// A grey picture of these unpacked bytes, its pixels in two parts.
  private static byte[] grey(int width, int height, byte[] unpacked, String behind) {
    var header = new Sink(13).u32(width).u32(height).u8(8).u8(0).u8(0).u8(0).u8(0).toArray();
    var packed = new byte[100_000];
    int length;
    try (var deflater = new Deflater()) {
      deflater.setInput(unpacked);
      deflater.finish();
      length = deflater.deflate(packed);
    }
    var pixels = with(Arrays.copyOf(packed, length), length, bytes(behind));
    var parts = new ArrayList<byte[]>();
    parts.add(bytes("\u0089PNG\r\n\u001a\n"));
    parts.add(pngChunk("IHDR", header));
    parts.add(pngChunk("IDAT", Arrays.copyOf(pixels, 3)));
    parts.add(pngChunk("IDAT", Arrays.copyOfRange(pixels, 3, pixels.length)));
    parts.add(pngChunk("IEND", new byte[0]));
    var picture = new Sink(1_000);
    parts.forEach(picture::bytes);
    return picture.toArray();
  }

  @Test
  void whatStandsBehindThePixelsIsLeftOut() throws UnfitPictureException {
    var cleaned = clean(grey(2, 3, new byte[3 * 3], SECRET));
    assertThat(text(cleaned)).doesNotContain(SECRET);
    assertThat(Pictures.pixels(cleaned)).hasSize(6);
    assertThat(clean(cleaned)).isEqualTo(cleaned);
  }

  @Test
  void pixelsAreAsManyAsItSays() {
    assertUnfit(grey(2, 3, new byte[3 * 3 + 1], ""), "more or fewer pixels");
    assertUnfit(grey(2, 3, new byte[3 * 3 - 1], ""), "more or fewer pixels");
    assertUnfit(grey(2, 3, new byte[50_000_000], ""), "more or fewer pixels");
  }

  @Test
  void itsSizeIsBounded() {
    assertUnfit(grey(8_193, 1, new byte[1], ""), "larger than 8,192 pixels");
    assertUnfit(grey(1, 8_193, new byte[1], ""), "larger than 8,192 pixels");
    assertUnfit(grey(8_000, 5_001, new byte[1], ""), "40 megapixels");
    assertUnfit(grey(-1, 1, new byte[1], ""), "larger than 8,192 pixels");
    assertUnfit(grey(0, 1, new byte[1], ""), "no pixels");
  }

  @Test
  void theLargestIsTaken() throws UnfitPictureException {
    assertThat(clean(grey(8_192, 1, new byte[8_193], ""))).isNotEmpty();
  }

  @Test
  void whatIsBrokenOrSomethingElseIsUnfit() {
    var plain = Pictures.png();
    assertUnfit(new byte[0], "no PNG");
    assertUnfit(Pictures.jpeg(), "no PNG");
    assertUnfit(Arrays.copyOf(plain, plain.length - 1), "ends too early");
    assertUnfit(with(plain, AFTER_HEADER, pngChunk("CgBI", new byte[4])), "not optional");
    var wrong = plain.clone();
    wrong[AFTER_HEADER - 1] ^= 1;
    assertUnfit(wrong, "checksum");
    var before = with(plain, 8, pngChunk("tEXt", bytes(SECRET)));
    assertUnfit(before, "begin with its header");
    assertUnfit(
        with(grey(2, 3, new byte[9], ""), AFTER_HEADER, pngChunk("PLTE", new byte[3])), "palette");
  }

  @Test
  void pixelsInTwoPlacesAreUnfit() throws UnfitPictureException {
    var plain = clean(Pictures.png());
    var apart = with(pngChunk("tIME", new byte[7]), 19, pngChunk("IDAT", new byte[1]));
    assertUnfit(with(plain, plain.length - BEFORE_END, apart), "in one place");
  }
}
