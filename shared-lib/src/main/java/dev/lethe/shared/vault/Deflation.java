package dev.lethe.shared.vault;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Raw DEFLATE (RFC 1951) of what is sealed.
final class Deflation {

  private static final int CHUNK = 8 * 1024;

  private Deflation() {}

  static byte[] deflated(byte[] content) {
    try (var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
      deflater.setInput(content);
      deflater.finish();
      var packed = new ByteArrayOutputStream(content.length / 2 + CHUNK);
      var chunk = new byte[CHUNK];
      while (!deflater.finished()) {
        packed.write(chunk, 0, deflater.deflate(chunk));
      }
      return packed.toByteArray();
    }
  }

  /// @throws WrongKeyException if it is no DEFLATE: whoever had the key did not make it
  static byte[] inflated(byte[] packed) throws WrongKeyException {
    try (var inflater = new Inflater(true)) {
      inflater.setInput(packed);
      var content = new ByteArrayOutputStream(packed.length * 4);
      var chunk = new byte[CHUNK];
      while (!inflater.finished()) {
        var length = inflater.inflate(chunk);
        if (length == 0 && inflater.needsInput()) {
          throw new WrongKeyException();
        }
        content.write(chunk, 0, length);
      }
      return content.toByteArray();
    } catch (DataFormatException e) {
      throw new WrongKeyException();
    }
  }
}
