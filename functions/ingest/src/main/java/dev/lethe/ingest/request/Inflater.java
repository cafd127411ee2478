package dev.lethe.ingest.request;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/// Unpacks bodies that SDKs compress. A body is recognised by its first bytes (RFC 1952, section
/// 2.3.1), not by its headers: proxies unpack bodies and leave the header, or the other way round.
final class Inflater {

  private static final int MAGIC_1 = 0x1f;
  private static final int MAGIC_2 = 0x8b;

  private Inflater() {}

  /// The body, unpacked if it is gzip. Stops at the limit, however much more there would be.
  static byte[] inflate(byte[] body) throws RefusedRequestException {
    byte[] inflated;
    if (body.length >= 2 && (body[0] & 0xff) == MAGIC_1 && (body[1] & 0xff) == MAGIC_2) {
      try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
        inflated = gzip.readNBytes(Limits.REQUEST_BYTES + 1);
      } catch (IOException e) {
        throw RefusedRequestException.malformed("The body is not valid gzip.");
      }
    } else {
      inflated = body;
    }
    if (inflated.length > Limits.REQUEST_BYTES) {
      throw RefusedRequestException.tooLarge(
          "The body is larger than 500 KB, inflated. Send smaller batches.");
    }
    return inflated;
  }
}
