package dev.lethe.ingest.screenshot.picture;

import java.util.Arrays;
import java.util.Set;

/// Keeps of a JPEG ([ITU-T T.81](https://www.w3.org/Graphics/JPEG/itu-t81.pdf)), baseline or
/// progressive, what its pixels are made of; of its other segments JFIF's, without a thumbnail, and
/// Adobe's, which say what its colours mean.
final class JpegCleaner {

  private static final int MARKER = 0xff;
  private static final int START = 0xd8;
  private static final int END = 0xd9;
  private static final int SCAN = 0xda;
  private static final int QUANTIZATION = 0xdb;
  private static final int RESTART_INTERVAL = 0xdd;
  private static final int HUFFMAN = 0xc4;
  private static final int FIRST_APPLICATION = 0xe0;
  private static final int ADOBES_APPLICATION = 0xee;
  private static final int LAST_APPLICATION = 0xef;
  private static final int COMMENT = 0xfe;
  private static final int FIRST_RESTART = 0xd0;
  private static final int LAST_RESTART = 0xd7;

  /// Baseline, extended, progressive.
  private static final Set<Integer> FRAMES = Set.of(0xc0, 0xc1, 0xc2);

  private static final String JFIF = "JFIF\0";
  private static final int JFIF_BYTES = 12;
  private static final String ADOBE = "Adobe";
  private static final int ADOBE_BYTES = 12;

  private static final int LENGTH_BYTES = 2;
  private static final int BITS = 8;

  private final Cursor picture;
  private final Sink cleaned;
  private boolean hasFrame;
  private boolean hasScan;
  private boolean hasJfif;
  private boolean hasAdobe;

  JpegCleaner(byte[] picture) {
    this.picture = new Cursor(picture);
    this.cleaned = new Sink(picture.length);
  }

  byte[] clean() throws UnfitPictureException {
    if (picture.remaining() < 2 || picture.u16() != (MARKER << BITS | START)) {
      throw new UnfitPictureException("The picture is no JPEG.");
    }
    cleaned.u8(MARKER).u8(START);
    var marker = nextMarker();
    while (marker != END) {
      var length = picture.u16() - LENGTH_BYTES;
      if (length < 0) {
        throw new UnfitPictureException("A part of the JPEG has no length.");
      }
      takeUp(marker, picture.take(length));
      marker = nextMarker();
    }
    if (!hasScan) {
      throw new UnfitPictureException("The JPEG has no pixels.");
    }
    return cleaned.u8(MARKER).u8(END).toArray();
  }

  private int nextMarker() throws UnfitPictureException {
    if (picture.u8() != MARKER) {
      throw new UnfitPictureException("Something stands between the parts of the JPEG.");
    }
    var marker = picture.u8();
    while (marker == MARKER) {
      marker = picture.u8();
    }
    return marker;
  }

  private void takeUp(int marker, byte[] content) throws UnfitPictureException {
    if (FRAMES.contains(marker)) {
      requireFrame(new Cursor(content));
      write(marker, content);
    } else if (marker >= FIRST_APPLICATION && marker <= LAST_APPLICATION) {
      takeUpApplication(marker, content);
    } else {
      switch (marker) {
        case QUANTIZATION -> JpegTables.requireQuantization(new Cursor(content));
        case HUFFMAN -> JpegTables.requireHuffman(new Cursor(content));
        case RESTART_INTERVAL -> require(content.length == 2);
        case SCAN -> requireScan(content);
        case COMMENT -> {
          return;
        }
        default -> throw new UnfitPictureException("The JPEG is neither baseline nor progressive.");
      }
      write(marker, content);
      if (marker == SCAN) {
        copyPixels();
      }
    }
  }

  /// What JFIF says beside its thumbnail is the version and how dense pixels are
  /// (<https://www.w3.org/Graphics/JPEG/jfif3.pdf>); what Adobe says is how colours were
  /// transformed (<https://www.pdfa.org/norm-refs/5116.DCT_Filter.pdf>, section 18).
  private void takeUpApplication(int marker, byte[] content) throws UnfitPictureException {
    if (marker == FIRST_APPLICATION && !hasJfif && begins(content, JFIF, JFIF_BYTES)) {
      hasJfif = true;
      write(marker, Arrays.copyOf(Arrays.copyOf(content, JFIF_BYTES), JFIF_BYTES + 2));
    } else if (marker == ADOBES_APPLICATION && !hasAdobe && begins(content, ADOBE, ADOBE_BYTES)) {
      hasAdobe = true;
      write(marker, Arrays.copyOf(content, ADOBE_BYTES));
    }
  }

  private static boolean begins(byte[] content, String name, int atLeast)
      throws UnfitPictureException {
    return content.length >= atLeast && new Cursor(content).ascii(name.length()).equals(name);
  }

  private void requireFrame(Cursor frame) throws UnfitPictureException {
    require(!hasFrame);
    hasFrame = true;
    require(frame.u8() == BITS);
    var height = frame.u16();
    Dimensions.of(frame.u16(), height);
    var components = frame.u8();
    require(components == 1 || components == 3 || components == 4);
    frame.skip(3L * components);
    require(frame.isAtEnd());
  }

  private void requireScan(byte[] content) throws UnfitPictureException {
    require(hasFrame);
    hasScan = true;
    var scan = new Cursor(content);
    var components = scan.u8();
    require(components >= 1 && components <= 4);
    scan.skip(2L * components + 3);
    require(scan.isAtEnd());
  }

  private static void require(boolean holds) throws UnfitPictureException {
    if (!holds) {
      throw new UnfitPictureException("A part of the JPEG is of no known form.");
    }
  }

  /// Copies the pixels of a scan, up to the marker that ends it.
  private void copyPixels() throws UnfitPictureException {
    while (true) {
      var next = picture.u8();
      if (next == MARKER) {
        var marker = picture.peek();
        if (marker != 0 && (marker < FIRST_RESTART || marker > LAST_RESTART)) {
          picture.back();
          return;
        }
        cleaned.u8(next);
        next = picture.u8();
      }
      cleaned.u8(next);
    }
  }

  private void write(int marker, byte[] content) {
    cleaned.u8(MARKER).u8(marker).u16(content.length + LENGTH_BYTES).bytes(content);
  }
}
