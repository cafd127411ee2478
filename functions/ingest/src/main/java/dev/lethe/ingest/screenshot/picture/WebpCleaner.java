package dev.lethe.ingest.screenshot.picture;

import java.util.ArrayList;
import java.util.List;

/// Keeps of a [WebP](https://www.rfc-editor.org/rfc/rfc9649) its pictures, one or an animation, and
/// what they are shown by.
final class WebpCleaner {

  private static final int NAME = 4;
  private static final int HAS_ALPHA = 0x10;
  private static final int IS_ANIMATED = 0x02;
  private static final int CANVAS_BYTES = 10;
  private static final int ANIMATION_BYTES = 6;
  private static final int FRAME_HEADER_BYTES = 16;
  private static final int FRAME_FLAGS = 0x03;

  private final byte[] picture;

  WebpCleaner(byte[] picture) {
    this.picture = picture;
  }

  byte[] clean() throws UnfitPictureException {
    var riff = new Cursor(picture);
    if (riff.remaining() < 3 * NAME || !riff.ascii(NAME).equals("RIFF")) {
      throw new UnfitPictureException("The picture is no WebP.");
    }
    var content = new Cursor(riff.take(riff.u32LittleEndian()));
    if (!content.ascii(NAME).equals("WEBP")) {
      throw new UnfitPictureException("The picture is no WebP.");
    }
    var cleaned = new Sink(picture.length).ascii("WEBP");
    var chunks = WebpChunk.readAll(content);
    if (chunks.isEmpty()) {
      throw new UnfitPictureException("The WebP is empty.");
    }
    if (chunks.getFirst().is("VP8X")) {
      writeExtended(chunks, cleaned);
    } else {
      var image = WebpImage.first(chunks.subList(0, 1));
      image.writeTo(cleaned);
    }
    return new Sink(picture.length)
        .ascii("RIFF")
        .u32LittleEndian(cleaned.size())
        .bytes(cleaned.toArray())
        .toArray();
  }

  /// A canvas, and on it one picture or the frames of an animation.
  private static void writeExtended(List<WebpChunk> chunks, Sink cleaned)
      throws UnfitPictureException {
    var header = chunks.getFirst().cursor();
    require(header.remaining() == CANVAS_BYTES);
    var flags = header.u8();
    header.skip(3);
    var canvas = Dimensions.of(1 + header.u24LittleEndian(), 1 + header.u24LittleEndian());
    WebpChunk.write(
        "VP8X",
        new Sink(CANVAS_BYTES)
            .u8(flags & (HAS_ALPHA | IS_ANIMATED))
            .u24LittleEndian(0)
            .u24LittleEndian(canvas.width() - 1)
            .u24LittleEndian(canvas.height() - 1),
        cleaned);
    if ((flags & IS_ANIMATED) == 0) {
      var image = WebpImage.first(chunks);
      require(image.size().equals(canvas));
      image.writeTo(cleaned);
    } else {
      writeAnimation(chunks, canvas, cleaned);
    }
  }

  private static void writeAnimation(List<WebpChunk> chunks, Dimensions canvas, Sink cleaned)
      throws UnfitPictureException {
    var animation = chunks.stream().filter(chunk -> chunk.is("ANIM")).findFirst();
    require(animation.isPresent() && animation.get().length() == ANIMATION_BYTES);
    animation.get().writeTo(cleaned);
    var frames = new ArrayList<>(chunks);
    frames.removeIf(chunk -> !chunk.is("ANMF"));
    require(!frames.isEmpty());
    for (var frame : frames) {
      writeFrame(frame.cursor(), canvas, cleaned);
    }
  }

  private static void writeFrame(Cursor frame, Dimensions canvas, Sink cleaned)
      throws UnfitPictureException {
    var left = frame.u24LittleEndian();
    var top = frame.u24LittleEndian();
    var size = Dimensions.of(1 + frame.u24LittleEndian(), 1 + frame.u24LittleEndian());
    var duration = frame.u24LittleEndian();
    var flags = frame.u8();
    var image = WebpImage.first(WebpChunk.readAll(frame));
    require(
        image.size().equals(size)
            && 2L * left + size.width() <= canvas.width()
            && 2L * top + size.height() <= canvas.height());
    var content =
        new Sink(FRAME_HEADER_BYTES)
            .u24LittleEndian(left)
            .u24LittleEndian(top)
            .u24LittleEndian(size.width() - 1)
            .u24LittleEndian(size.height() - 1)
            .u24LittleEndian(duration)
            .u8(flags & FRAME_FLAGS);
    image.writeTo(content);
    WebpChunk.write("ANMF", content, cleaned);
  }

  private static void require(boolean holds) throws UnfitPictureException {
    if (!holds) {
      throw new UnfitPictureException("A part of the WebP is of no known form.");
    }
  }
}
