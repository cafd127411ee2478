package dev.lethe.ingest.screenshot.picture;

import static dev.lethe.ingest.screenshot.picture.Pictures.SECRET;
import static dev.lethe.ingest.screenshot.picture.Pictures.bytes;
import static dev.lethe.ingest.screenshot.picture.Pictures.riff;
import static dev.lethe.ingest.screenshot.picture.Pictures.text;
import static dev.lethe.ingest.screenshot.picture.Pictures.webpChunk;
import static dev.lethe.ingest.screenshot.picture.Pictures.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// libwebp's pictures, which the JDK cannot show: what is left of them is compared part by part.
class WebpCleanerTest {

  private static final int HEADER = 12;

  private static byte[] clean(byte[] picture) throws UnfitPictureException {
    return PictureType.WEBP.cleaned(picture);
  }

  private static void assertUnfit(byte[] picture, String why) {
    assertThatThrownBy(() -> clean(picture))
        .isInstanceOf(UnfitPictureException.class)
        .hasMessageContaining(why);
  }

  private static List<WebpChunk> chunks(byte[] picture) throws UnfitPictureException {
    var cursor = new Cursor(picture);
    cursor.skip(HEADER);
    return WebpChunk.readAll(cursor);
  }

  private static List<String> names(byte[] picture) throws UnfitPictureException {
    return chunks(picture).stream().map(WebpChunk::name).toList();
  }

  /// The bytes of all parts with a name.
  private static byte[] parts(byte[] picture, String name) throws UnfitPictureException {
    var parts = new Sink(picture.length);
    chunks(picture).stream().filter(chunk -> chunk.is(name)).forEach(chunk -> chunk.writeTo(parts));
    return parts.toArray();
  }

  /// One pixel, lossless.
  private static byte[] lossless(int width, int height) {
    return webpChunk(
        "VP8L",
        new Sink(8)
            .u8(0x2f)
            .u32LittleEndian(width - 1 | (height - 1) << 14)
            .u24LittleEndian(0x888)
            .toArray());
  }

  private static byte[] canvas(int flags, int width, int height) {
    return webpChunk(
        "VP8X",
        new Sink(10)
            .u8(flags)
            .u24LittleEndian(0xabcdef)
            .u24LittleEndian(width - 1)
            .u24LittleEndian(height - 1)
            .toArray());
  }

  private static byte[] frame(int left, int top, int width, int height, byte[]... chunks) {
    var content =
        new Sink(100)
            .u24LittleEndian(left)
            .u24LittleEndian(top)
            .u24LittleEndian(width - 1)
            .u24LittleEndian(height - 1)
            .u24LittleEndian(100)
            .u8(0xfe);
    for (var chunk : chunks) {
      content.bytes(chunk);
    }
    return webpChunk("ANMF", content.toArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"lossy", "lossless"})
  void whatIsPlainStaysAsItIs(String name) throws UnfitPictureException {
    assertThat(clean(Pictures.webp(name))).isEqualTo(Pictures.webp(name));
  }

  @Test
  void metadataIsLeftOutAndTheRestStays() throws UnfitPictureException {
    var picture = Pictures.webp("alpha-with-metadata");
    assertThat(names(picture)).containsExactly("VP8X", "ICCP", "ALPH", "VP8 ", "EXIF", "XMP ");
    assertThat(text(picture)).contains(SECRET);
    var cleaned = clean(picture);
    assertThat(names(cleaned)).containsExactly("VP8X", "ALPH", "VP8 ");
    assertThat(text(cleaned)).doesNotContain(SECRET);
    for (var part : List.of("ALPH", "VP8 ")) {
      assertThat(parts(cleaned, part)).isEqualTo(parts(picture, part));
    }
    // Of its flags, alpha is left.
    assertThat(picture[HEADER + 8]).isEqualTo((byte) 0x3c);
    assertThat(cleaned[HEADER + 8]).isEqualTo((byte) 0x10);
    assertThat(clean(cleaned)).isEqualTo(cleaned);
  }

  @Test
  void anAnimationKeepsItsFrames() throws UnfitPictureException {
    var picture = Pictures.webp("animation");
    var cleaned = clean(picture);
    assertThat(text(picture)).contains(SECRET);
    assertThat(text(cleaned)).doesNotContain(SECRET);
    assertThat(names(cleaned)).containsExactly("VP8X", "ANIM", "ANMF", "ANMF", "ANMF");
    for (var part : List.of("ANIM", "ANMF")) {
      assertThat(parts(cleaned, part)).isEqualTo(parts(picture, part));
    }
    assertThat(clean(cleaned)).isEqualTo(cleaned);
  }

  @Test
  void whatIsNotShownIsLeftOut() throws UnfitPictureException {
    var more = webpChunk("prVt", bytes(SECRET));
    assertThat(clean(riff(lossless(1, 1), more))).isEqualTo(riff(lossless(1, 1)));
    assertThat(clean(with(riff(lossless(1, 1)), 28, bytes(SECRET))))
        .isEqualTo(riff(lossless(1, 1)));
    assertThat(clean(riff(canvas(0xff & ~0x02, 2, 3), more, lossless(2, 3), more, lossless(2, 3))))
        .isEqualTo(cleanCanvas(0x10, 2, 3, lossless(2, 3)));
    var animation = webpChunk("ANIM", new byte[6]);
    var within = frame(1, 1, 2, 3, more, lossless(2, 3), more);
    var cleaned = clean(riff(canvas(0x02, 4, 5), more, animation, animation, more, within, more));
    assertThat(text(cleaned)).doesNotContain(SECRET);
    assertThat(names(cleaned)).containsExactly("VP8X", "ANIM", "ANMF");
    assertThat(clean(cleaned)).isEqualTo(cleaned);
  }

  /// A canvas without anything in what is reserved.
  private static byte[] cleanCanvas(int flags, int width, int height, byte[] pixels) {
    var canvas =
        new Sink(10)
            .u8(flags)
            .u24LittleEndian(0)
            .u24LittleEndian(width - 1)
            .u24LittleEndian(height - 1);
    return riff(webpChunk("VP8X", canvas.toArray()), pixels);
  }

  @Test
  void itsSizeIsBounded() throws UnfitPictureException {
    assertThat(clean(riff(lossless(8_192, 4_882)))).isNotEmpty();
    assertUnfit(riff(lossless(8_193, 1)), "larger than 8,192 pixels");
    assertUnfit(riff(lossless(1, 8_193)), "larger than 8,192 pixels");
    assertUnfit(riff(lossless(8_192, 4_883)), "40 megapixels");
    assertUnfit(riff(canvas(0, 1 << 24, 1), lossless(1, 1)), "larger than 8,192 pixels");
  }

  @Test
  void aPictureIsOfTheSizeOfItsCanvasAndAFrameWithinIt() {
    assertUnfit(riff(canvas(0, 2, 2), lossless(1, 2)), "no known form");
    var animation = webpChunk("ANIM", new byte[6]);
    for (var frame :
        List.of(
            frame(0, 0, 2, 2, lossless(1, 2)),
            frame(1, 0, 3, 2, lossless(3, 2)),
            frame(0, 2, 2, 2, lossless(2, 2)))) {
      assertUnfit(riff(canvas(0x02, 4, 5), animation, frame), "no known form");
    }
    assertUnfit(riff(canvas(0x02, 4, 5), frame(0, 0, 2, 2, lossless(2, 2))), "no known form");
    assertUnfit(riff(canvas(0x02, 4, 5), animation), "no known form");
    assertUnfit(riff(canvas(0x02, 4, 5), webpChunk("ANIM", new byte[7])), "no known form");
  }

  @Test
  void whatIsBrokenOrSomethingElseIsUnfit() {
    var plain = Pictures.webp("lossy");
    assertUnfit(new byte[0], "no WebP");
    assertUnfit(Pictures.png(), "no WebP");
    assertUnfit(
        with(
            with(bytes("RIFF"), 4, new Sink(4).u32LittleEndian(8).toArray()), 8, bytes("WAVEfmt ")),
        "no WebP");
    assertUnfit(Arrays.copyOf(plain, plain.length - 1), "ends too early");
    assertUnfit(riff(), "empty");
    assertUnfit(riff(webpChunk("EXIF", bytes(SECRET))), "no pixels");
    assertUnfit(riff(canvas(0, 1, 1)), "no pixels");
    assertUnfit(riff(webpChunk("VP8X", new byte[11])), "no known form");
    for (var place : new int[] {20, 22, 23, 24, 25}) {
      var spoiled = plain.clone();
      spoiled[place] ^= (byte) 0xff;
      assertUnfit(spoiled, "no known form");
    }
    var version = riff(lossless(1, 1));
    version[24] |= (byte) 0x20;
    assertUnfit(version, "no known form");
  }
}
