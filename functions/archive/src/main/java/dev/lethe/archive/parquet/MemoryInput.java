package dev.lethe.archive.parquet;

import java.io.ByteArrayInputStream;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/// A file that is in memory.
final class MemoryInput implements InputFile {

  private final byte[] content;

  MemoryInput(byte[] content) {
    this.content = content;
  }

  @Override
  public long getLength() {
    return content.length;
  }

  @Override
  public SeekableInputStream newStream() {
    var bytes = new Seekable(content);
    return new DelegatingSeekableInputStream(bytes) {
      @Override
      public long getPos() {
        return bytes.position();
      }

      @Override
      public void seek(long to) {
        bytes.seek(to);
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
