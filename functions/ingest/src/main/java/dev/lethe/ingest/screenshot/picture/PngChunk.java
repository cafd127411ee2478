package dev.lethe.ingest.screenshot.picture;

import java.util.zip.CRC32;

/// A part of a PNG: a name of four letters, what is in it, and a checksum over both
/// (<https://www.w3.org/TR/png-3/#5Chunk-layout>).
final class PngChunk {

  private static final int NAME = 4;

  /// The bit that makes a name begin in lower case: the part need not be understood.
  private static final int ANCILLARY = 0x20;

  private final String name;
  private final byte[] content;

  PngChunk(String name, byte[] content) {
    this.name = name;
    this.content = content;
  }

  static PngChunk read(Cursor picture) throws UnfitPictureException {
    var length = picture.u32();
    var chunk = new PngChunk(picture.ascii(NAME), picture.take(length));
    if (picture.u32() != chunk.checksum()) {
      throw new UnfitPictureException("A checksum of the PNG is wrong.");
    }
    return chunk;
  }

  void writeTo(Sink cleaned) {
    cleaned.u32(content.length).ascii(name).bytes(content).u32((int) checksum());
  }

  String name() {
    return name;
  }

  byte[] content() {
    return content;
  }

  int length() {
    return content.length;
  }

  boolean is(String other) {
    return name.equals(other);
  }

  boolean isCritical() {
    return (name.charAt(0) & ANCILLARY) == 0;
  }

  private long checksum() {
    var checksum = new CRC32();
    checksum.update(new Sink(NAME).ascii(name).toArray());
    checksum.update(content);
    return checksum.getValue();
  }
}
