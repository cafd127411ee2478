package dev.lethe.ingest.screenshot.picture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads the bytes of a picture one after the other, and never past their end.
final class Cursor {

  private static final int BYTE = 0xff;

  private final byte[] bytes;
  private int position;

  Cursor(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean isAtEnd() {
    return position == bytes.length;
  }

  int remaining() {
    return bytes.length - position;
  }

  /// The next byte, which stays the next.
  int peek() throws UnfitPictureException {
    require(1);
    return bytes[position] & BYTE;
  }

  /// Goes back to the byte that was read last.
  void back() {
    position--;
  }

  int u8() throws UnfitPictureException {
    var value = peek();
    position++;
    return value;
  }

  int u16() throws UnfitPictureException {
    return u8() << Byte.SIZE | u8();
  }

  long u32() throws UnfitPictureException {
    return (long) u16() << Short.SIZE | u16();
  }

  /// Two bytes, the lower one first.
  int u16LittleEndian() throws UnfitPictureException {
    return u8() | u8() << Byte.SIZE;
  }

  /// Three bytes, the lowest first.
  int u24LittleEndian() throws UnfitPictureException {
    return u16LittleEndian() | u8() << Short.SIZE;
  }

  /// Four bytes, the lowest first.
  long u32LittleEndian() throws UnfitPictureException {
    return u24LittleEndian() | (long) u8() << (Short.SIZE + Byte.SIZE);
  }

  byte[] take(long length) throws UnfitPictureException {
    require(length);
    var taken = Arrays.copyOfRange(bytes, position, position + (int) length);
    position += (int) length;
    return taken;
  }

  String ascii(int length) throws UnfitPictureException {
    return new String(take(length), StandardCharsets.ISO_8859_1);
  }

  void skip(long length) throws UnfitPictureException {
    require(length);
    position += (int) length;
  }

  private void require(long length) throws UnfitPictureException {
    if (length > remaining()) {
      throw new UnfitPictureException("The picture ends too early.");
    }
  }
}
