package dev.lethe.archive.parquet;

import java.io.ByteArrayInputStream;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/// A file that is in memory, all of it or its end.
final class MemoryInput implements InputFile {

  private final byte[] content;
  private final long before;

  MemoryInput(byte[] content) {
    this(content, 0);
  }

  /// @param before how many bytes of the file there are before these, which nobody may read
  MemoryInput(byte[] content, long before) {
    this.content = content;
    this.before = before;
  }

  @Override
  public long getLength() {
    return before + content.length;
  }

  @Override
  public SeekableInputStream newStream() {
    var bytes = new Seekable(content);
    return new DelegatingSeekableInputStream(bytes) {
      @Override
      public long getPos() {
        return before + bytes.position();
      }

      @Override
      public void seek(long to) {
        bytes.seek(to - before);
      }
    };
  }

  private static final class Seekable extends ByteArrayInputStream {

    Seekable(byte[] content) {
      super(content);
    }

    long position() {
      return pos;
    }

    void seek(long to) {
      pos = Math.toIntExact(to);
    }
  }
}
