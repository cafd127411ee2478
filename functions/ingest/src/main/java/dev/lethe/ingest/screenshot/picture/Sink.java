package dev.lethe.ingest.screenshot.picture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Collects the bytes of a cleaned picture.
final class Sink {

  private final ByteArrayOutputStream bytes;

  /// @param size about how many there will be
  Sink(int size) {
    bytes = new ByteArrayOutputStream(size);
  }

  Sink u8(int value) {
    bytes.write(value);
    return this;
  }

  Sink u16(int value) {
    return u8(value >>> Byte.SIZE).u8(value);
  }

  Sink u32(int value) {
    return u16(value >>> Short.SIZE).u16(value);
  }

  /// Three bytes, the lowest first.
  Sink u24LittleEndian(int value) {
    return u8(value).u8(value >>> Byte.SIZE).u8(value >>> Short.SIZE);
  }

  /// Four bytes, the lowest first.
  Sink u32LittleEndian(int value) {
    return u24LittleEndian(value).u8(value >>> (Short.SIZE + Byte.SIZE));
  }

  Sink ascii(String text) {
    return bytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  Sink bytes(byte[] more) {
    bytes.writeBytes(more);
    return this;
  }

  int size() {
    return bytes.size();
  }

  byte[] toArray() {
    return bytes.toByteArray();
  }
}
