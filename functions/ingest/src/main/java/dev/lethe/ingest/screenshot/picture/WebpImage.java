package dev.lethe.ingest.screenshot.picture;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One picture of a WebP.
///
/// @param alpha how transparent it is; nothing if its pixels say it, or if it is not
record WebpImage(Dimensions size, @Nullable WebpChunk alpha, WebpChunk pixels) {

  private static final String ALPHA = "ALPH";
  private static final String LOSSY = "VP8 ";
  private static final String LOSSLESS = "VP8L";

  /// The bits of a side's length.
  private static final int SIDE_BITS = 14;

  private static final int SIDE = (1 << SIDE_BITS) - 1;

  private static final int LOSSLESS_SIGNATURE = 0x2f;
  private static final int LOSSLESS_VERSION_BIT = 29;
  private static final int LOSSY_START_CODE = 0x2a019d;
  private static final int LOSSY_IS_NO_KEY_FRAME = 0x01;
  private static final int LOSSY_IS_SHOWN = 0x10;

  /// Where the length of the first part stands in the first three bytes.
  private static final int LOSSY_FIRST_PART_BIT = 5;

  /// The first picture among these parts; what else there is, is left out.
  static WebpImage first(List<WebpChunk> chunks) throws UnfitPictureException {
    WebpChunk alpha = null;
    for (var chunk : chunks) {
      switch (chunk.name()) {
        case ALPHA -> alpha = chunk;
        case LOSSY -> {
          return new WebpImage(ofLossy(chunk.cursor()), alpha, chunk);
        }
        case LOSSLESS -> {
          return new WebpImage(ofLossless(chunk.cursor()), null, chunk);
        }
        default -> {
          // It is not shown.
        }
      }
    }
    throw new UnfitPictureException("The WebP has no pixels.");
  }

  /// RFC 6386, section 9.1.
  private static Dimensions ofLossy(Cursor frame) throws UnfitPictureException {
    var tag = frame.u24LittleEndian();
    var startCode = frame.u24LittleEndian();
    var width = frame.u16LittleEndian() & SIDE;
    var height = frame.u16LittleEndian() & SIDE;
    if ((tag & LOSSY_IS_NO_KEY_FRAME) != 0
        || (tag & LOSSY_IS_SHOWN) == 0
        || startCode != LOSSY_START_CODE
        || tag >>> LOSSY_FIRST_PART_BIT > frame.remaining()) {
      throw new UnfitPictureException("The WebP's pixels are of no known form.");
    }
    return Dimensions.of(width, height);
  }

  /// RFC 9649, section 3.4.
  private static Dimensions ofLossless(Cursor image) throws UnfitPictureException {
    var signature = image.u8();
    var header = image.u32LittleEndian();
    if (signature != LOSSLESS_SIGNATURE
        || header >>> LOSSLESS_VERSION_BIT != 0
        || image.isAtEnd()) {
      throw new UnfitPictureException("The WebP's pixels are of no known form.");
    }
    return Dimensions.of(1 + (header & SIDE), 1 + (header >>> SIDE_BITS & SIDE));
  }

  void writeTo(Sink cleaned) {
    if (alpha != null) {
      alpha.writeTo(cleaned);
    }
    pixels.writeTo(cleaned);
  }
}
