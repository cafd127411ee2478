package dev.lethe.ingest.screenshot.picture;

/// What a PNG says of itself in its first chunk, `IHDR` (<https://www.w3.org/TR/png-3/#11IHDR>).
record PngHeader(Dimensions size, int bitDepth, ColourType colourType, boolean isInterlaced) {

  static final int BYTES = 13;

  /// How a pixel is told.
  enum ColourType {
    GREY(0, 1, 1, 16),
    TRUE_COLOUR(2, 3, 8, 16),
    PALETTE(3, 1, 1, 8),
    GREY_WITH_ALPHA(4, 2, 8, 16),
    TRUE_COLOUR_WITH_ALPHA(6, 4, 8, 16);

    private final int code;
    private final int channels;
    private final int leastDepth;
    private final int mostDepth;

    ColourType(int code, int channels, int leastDepth, int mostDepth) {
      this.code = code;
      this.channels = channels;
      this.leastDepth = leastDepth;
      this.mostDepth = mostDepth;
    }

    /// Depths are powers of two.
    private boolean has(int bitDepth) {
      return Integer.bitCount(bitDepth) == 1 && bitDepth >= leastDepth && bitDepth <= mostDepth;
    }

    private static ColourType of(int code, int bitDepth) throws UnfitPictureException {
      for (var type : values()) {
        if (type.code == code && type.has(bitDepth)) {
          return type;
        }
      }
      throw new UnfitPictureException("The PNG's pixels are of no known form.");
    }
  }

  /// A pass of Adam7 (<https://www.w3.org/TR/png-3/#8Interlace>): where it begins, and its steps.
  private record Pass(int left, int top, int right, int down) {}

  private static final Pass ALL = new Pass(0, 0, 1, 1);

  private static final Pass[] ADAM7 = {
    new Pass(0, 0, 8, 8),
    new Pass(4, 0, 8, 8),
    new Pass(0, 4, 4, 8),
    new Pass(2, 0, 4, 4),
    new Pass(0, 2, 2, 4),
    new Pass(1, 0, 2, 2),
    new Pass(0, 1, 1, 2)
  };

  static PngHeader read(byte[] content) throws UnfitPictureException {
    var cursor = new Cursor(content);
    var size = Dimensions.of(cursor.u32(), cursor.u32());
    var bitDepth = cursor.u8();
    var colourType = ColourType.of(cursor.u8(), bitDepth);
    var compression = cursor.u8();
    var filter = cursor.u8();
    var interlace = cursor.u8();
    if (!cursor.isAtEnd() || compression != 0 || filter != 0 || interlace > 1) {
      throw new UnfitPictureException("The PNG's header is of no known form.");
    }
    return new PngHeader(size, bitDepth, colourType, interlace == 1);
  }

  /// How many bytes all pixels are, unpacked: lines with a byte for their filter each.
  long unpackedBytes() {
    if (!isInterlaced) {
      return unpackedBytes(ALL);
    }
    var sum = 0L;
    for (var pass : ADAM7) {
      sum += unpackedBytes(pass);
    }
    return sum;
  }

  private long unpackedBytes(Pass pass) {
    long columns = Math.ceilDiv(size.width() - pass.left, pass.right);
    long lines = Math.ceilDiv(size.height() - pass.top, pass.down);
    return columns < 1 || lines < 1
        ? 0
        : lines * (1 + Math.ceilDiv(columns * bitDepth * colourType.channels, Byte.SIZE));
  }
}
