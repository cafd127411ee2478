package dev.lethe.archive.parquet;

import dev.lethe.archive.ObjectTails.Tail;
import dev.lethe.archive.TailFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.metadata.ColumnPath;

/// Reads labels from the end of what [ParquetFiles] writes: the label's column is the last before
/// the footer, and a file ends with [the footer's length and four
/// letters](https://parquet.apache.org/docs/file-format/).
public final class ParquetTails implements TailFiles {

  private static final int MAGIC_BYTES = 4;
  private static final int END_BYTES = Integer.BYTES + MAGIC_BYTES;

  @Override
  public Read labels(Tail tail) {
    var bytes = tail.bytes().toArray();
    if (bytes.length < END_BYTES) {
      throw new IllegalStateException("Not a file of the archive.");
    }
    var ofFooter =
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - END_BYTES);
    var footer = (long) END_BYTES + ofFooter;
    if (footer > bytes.length && footer <= tail.length()) {
      // The column before it is as long as nobody knows yet.
      return new Read.Needs(Math.min(tail.length(), 2 * footer));
    }
    var input = new MemoryInput(bytes, tail.length() - bytes.length);
    try {
      var needed = tail.length() - startOfLabels(input);
      return needed > bytes.length ? new Read.Needs(needed) : new Read.Labels(read(input));
    } catch (IOException e) {
      throw new IllegalStateException("Not a file of the archive.", e);
    }
  }

  private static long startOfLabels(MemoryInput input) throws IOException {
    var label = ColumnPath.get(Columns.LABEL);
    try (var reader = ParquetFileReader.open(input)) {
      return reader.getFooter().getBlocks().stream()
          .flatMap(block -> block.getColumns().stream())
          .filter(column -> column.getPath().equals(label))
          .mapToLong(column -> column.getStartingPos())
          .min()
          .orElse(input.getLength());
    }
  }

  private static Set<String> read(MemoryInput input) throws IOException {
    var labels = new HashSet<String>();
    try (var reader = new Reader(input).build()) {
      for (var label = reader.read(); label != null; label = reader.read()) {
        labels.add(label);
      }
    }
    return labels;
  }

  private static final class Reader extends ParquetReader.Builder<String> {

    Reader(MemoryInput file) {
      super(file, new PlainParquetConfiguration());
      withCodecFactory(new GzipCodecs());
    }

    @Override
    protected ReadSupport<String> getReadSupport() {
      return new LabelReader();
    }
  }
}
