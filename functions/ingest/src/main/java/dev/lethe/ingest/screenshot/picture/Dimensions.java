package dev.lethe.ingest.screenshot.picture;

/// How many pixels a picture has.
record Dimensions(int width, int height) {

  /// Twice the longest side of a telephone's screen, and some.
  static final int LONGEST_SIDE = 8_192;

  /// Showing a picture takes four bytes of memory a pixel.
  static final int MOST_PIXELS = 40_000_000;

  /// @throws UnfitPictureException if there are none, or more than are taken
  static Dimensions of(long width, long height) throws UnfitPictureException {
    if (width < 1 || height < 1) {
      throw new UnfitPictureException("The picture has no pixels.");
    }
    if (width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > MOST_PIXELS) {
      throw new UnfitPictureException(
          "The picture is larger than 8,192 pixels a side, or 40 megapixels.");
    }
    return new Dimensions((int) width, (int) height);
  }
}
