package dev.lethe.ingest.screenshot.picture;

/// The tables of a JPEG that its pixels are read with: they are as long as they say, and nothing
/// stands behind them.
final class JpegTables {

  private static final int COEFFICIENTS = 64;
  private static final int CODE_LENGTHS = 16;
  private static final int MOST_CODES = 256;
  private static final int TABLES = 4;
  private static final int HALF_A_BYTE = 4;
  private static final int LOWER_HALF = 0xf;

  private JpegTables() {}

  /// ITU-T T.81, section B.2.4.1.
  static void requireQuantization(Cursor tables) throws UnfitPictureException {
    while (!tables.isAtEnd()) {
      var what = tables.u8();
      var bytesOfEach = 1 + (what >> HALF_A_BYTE);
      require(bytesOfEach <= 2 && (what & LOWER_HALF) < TABLES);
      tables.skip((long) COEFFICIENTS * bytesOfEach);
    }
  }

  /// ITU-T T.81, section B.2.4.2.
  static void requireHuffman(Cursor tables) throws UnfitPictureException {
    while (!tables.isAtEnd()) {
      var what = tables.u8();
      require(what >> HALF_A_BYTE <= 1 && (what & LOWER_HALF) < TABLES);
      var codes = 0;
      for (var length = 0; length < CODE_LENGTHS; length++) {
        codes += tables.u8();
      }
      require(codes <= MOST_CODES);
      tables.skip(codes);
    }
  }

  private static void require(boolean holds) throws UnfitPictureException {
    if (!holds) {
      throw new UnfitPictureException("A table of the JPEG is of no known form.");
    }
  }
}
