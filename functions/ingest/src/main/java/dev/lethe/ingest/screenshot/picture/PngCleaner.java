package dev.lethe.ingest.screenshot.picture;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Keeps of a [PNG](https://www.w3.org/TR/png-3/) its critical chunks, and of the others those
/// which say how its colours look. An animation becomes its first picture.
final class PngCleaner {

  private static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

  private static final String HEADER = "IHDR";
  private static final String PALETTE = "PLTE";
  private static final String TRANSPARENCY = "tRNS";
  private static final String PIXELS = "IDAT";
  private static final String END = "IEND";

  /// What says how colours look, and nothing else; with the length that it has.
  private static final Map<String, Integer> COLOURS = Map.of("gAMA", 4, "cHRM", 32, "sRGB", 1);

  private static final int COLOUR_BYTES = 3;
  private static final int MOST_COLOURS = 256;
  private static final int CHUNK = 64 * 1024;

  private final Cursor picture;
  private final Sink cleaned;
  private final ByteArrayOutputStream pixels = new ByteArrayOutputStream();
  private final Set<String> seen = new HashSet<>();
  private int colours;

  PngCleaner(byte[] picture) {
    this.picture = new Cursor(picture);
    this.cleaned = new Sink(picture.length);
  }

  byte[] clean() throws UnfitPictureException {
    if (picture.remaining() < SIGNATURE.length()
        || !picture.ascii(SIGNATURE.length()).equals(SIGNATURE)) {
      throw new UnfitPictureException("The picture is no PNG.");
    }
    cleaned.ascii(SIGNATURE);
    var first = PngChunk.read(picture);
    if (!first.is(HEADER)) {
      throw new UnfitPictureException("The PNG does not begin with its header.");
    }
    var header = PngHeader.read(first.content());
    first.writeTo(cleaned);
    var chunk = PngChunk.read(picture);
    while (!chunk.is(END)) {
      takeUp(chunk, header);
      chunk = PngChunk.read(picture);
    }
    if (pixels.size() > 0) {
      writePixels(header);
    }
    if (!seen.contains(PIXELS)) {
      throw new UnfitPictureException("The PNG has no pixels.");
    }
    new PngChunk(END, new byte[0]).writeTo(cleaned);
    return cleaned.toArray();
  }

  private void takeUp(PngChunk chunk, PngHeader header) throws UnfitPictureException {
    if (chunk.is(PIXELS)) {
      if (seen.contains(PIXELS)) {
        throw new UnfitPictureException("The PNG's pixels are not in one place.");
      }
      pixels.writeBytes(chunk.content());
      return;
    }
    if (pixels.size() > 0) {
      writePixels(header);
    }
    if (chunk.is(PALETTE)) {
      requirePalette(chunk, header);
      chunk.writeTo(cleaned);
    } else if (chunk.isCritical()) {
      throw new UnfitPictureException("The PNG has a part that is not known and not optional.");
    } else if (saysHowItLooks(chunk, header) && !seen.contains(PIXELS) && seen.add(chunk.name())) {
      chunk.writeTo(cleaned);
    }
  }

  private void requirePalette(PngChunk chunk, PngHeader header) throws UnfitPictureException {
    colours = chunk.length() / COLOUR_BYTES;
    var isGrey =
        header.colourType() == PngHeader.ColourType.GREY
            || header.colourType() == PngHeader.ColourType.GREY_WITH_ALPHA;
    if (isGrey
        || chunk.length() % COLOUR_BYTES != 0
        || colours < 1
        || colours > MOST_COLOURS
        || seen.contains(PIXELS)
        || !seen.add(PALETTE)) {
      throw new UnfitPictureException("The PNG's palette is of no known form.");
    }
  }

  private boolean saysHowItLooks(PngChunk chunk, PngHeader header) {
    if (chunk.is(TRANSPARENCY)) {
      return switch (header.colourType()) {
        case GREY -> chunk.length() == 2;
        case TRUE_COLOUR -> chunk.length() == 2 * COLOUR_BYTES;
        case PALETTE -> chunk.length() > 0 && chunk.length() <= colours;
        case GREY_WITH_ALPHA, TRUE_COLOUR_WITH_ALPHA -> false;
      };
    }
    var length = COLOURS.get(chunk.name());
    return length != null && length == chunk.length();
  }

  /// Writes the pixels as one chunk, and nothing that stands behind them.
  private void writePixels(PngHeader header) throws UnfitPictureException {
    if (header.colourType() == PngHeader.ColourType.PALETTE && !seen.contains(PALETTE)) {
      throw new UnfitPictureException("The PNG lacks its palette.");
    }
    var packed = pixels.toByteArray();
    pixels.reset();
    seen.add(PIXELS);
    var length = packedBytes(packed, header.unpackedBytes());
    new PngChunk(PIXELS, Arrays.copyOf(packed, length)).writeTo(cleaned);
  }

  /// How many bytes of these hold pixels, all that there must be and no more.
  private static int packedBytes(byte[] packed, long unpacked) throws UnfitPictureException {
    try (var inflater = new Inflater()) {
      inflater.setInput(packed);
      var chunk = new byte[CHUNK];
      var sum = 0L;
      while (!inflater.finished() && sum <= unpacked) {
        var length = inflater.inflate(chunk);
        if (length == 0 && !inflater.finished()) {
          throw new UnfitPictureException("The PNG's pixels end too early.");
        }
        sum += length;
      }
      if (sum != unpacked) {
        throw new UnfitPictureException("The PNG has more or fewer pixels than it says.");
      }
      return (int) inflater.getBytesRead();
    } catch (DataFormatException e) {
      throw new UnfitPictureException("The PNG's pixels are spoiled.");
    }
  }
}
