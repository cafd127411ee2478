package dev.lethe.ingest.screenshot.picture;

import java.util.ArrayList;
import java.util.List;

/// A part of a WebP: a name of four letters, and what is in it
/// (<https://www.rfc-editor.org/rfc/rfc9649#section-2.3>).
final class WebpChunk {

  private static final int NAME = 4;

  private final String name;
  private final byte[] content;

  private WebpChunk(String name, byte[] content) {
    this.name = name;
    this.content = content;
  }

  /// All up to the end.
  static List<WebpChunk> readAll(Cursor chunks) throws UnfitPictureException {
    var read = new ArrayList<WebpChunk>();
    while (!chunks.isAtEnd()) {
      var name = chunks.ascii(NAME);
      var content = chunks.take(chunks.u32LittleEndian());
      if (content.length % 2 != 0 && !chunks.isAtEnd()) {
        chunks.skip(1);
      }
      read.add(new WebpChunk(name, content));
    }
    return read;
  }

  static void write(String name, Sink content, Sink to) {
    new WebpChunk(name, content.toArray()).writeTo(to);
  }

  String name() {
    return name;
  }

  int length() {
    return content.length;
  }

  boolean is(String other) {
    return name.equals(other);
  }

  Cursor cursor() {
    return new Cursor(content);
  }

  void writeTo(Sink to) {
    to.ascii(name).u32LittleEndian(content.length).bytes(content);
    if (content.length % 2 != 0) {
      to.u8(0);
    }
  }
}
