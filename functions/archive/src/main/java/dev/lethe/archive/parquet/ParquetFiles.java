package dev.lethe.archive.parquet;

import dev.lethe.archive.Line;
import dev.lethe.archive.LineFiles;
import dev.lethe.shared.record.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/// Files of [Apache Parquet](https://parquet.apache.org/docs/file-format/): one line per record,
/// its facts in columns, and what is sealed as it came.
public final class ParquetFiles implements LineFiles {

  /// More than a delivery of the stream holds: a file is one row group.
  private static final long ROW_GROUP = 256L << 20;

  @Override
  public Bytes write(List<Line> lines) {
    var file = new MemoryOutput();
    var builder = new Writer(file, UUID.randomUUID().toString());
    Columns.ALL_DIFFERENT.forEach(column -> builder.withDictionaryEncoding(column, false));
    Columns.WITHOUT_STATISTICS.forEach(column -> builder.withStatisticsEnabled(column, false));
    Columns.NOT_COMPRESSED.forEach(
        column -> builder.withCompressionCodec(column, CompressionCodecName.UNCOMPRESSED));
    try (var writer = builder.build()) {
      for (var line : lines) {
        writer.write(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail to be written.", e);
    }
    return Bytes.copyOf(file.toByteArray());
  }

  @Override
  public List<Line> read(Bytes file) {
    var lines = new ArrayList<Line>();
    try (var reader = new Reader(new MemoryInput(file.toArray())).build()) {
      for (var line = reader.read(); line != null; line = reader.read()) {
        lines.add(line);
      }
    } catch (IOException e) {
      throw new IllegalStateException("Not a file of the archive.", e);
    }
    return lines;
  }

  private static final class Writer extends ParquetWriter.Builder<Line, Writer> {

    private final String id;

    Writer(MemoryOutput file, String id) {
      super(file);
      this.id = id;
      withConf(new PlainParquetConfiguration());
      withCodecFactory(new GzipCodecs());
      withCompressionCodec(CompressionCodecName.GZIP);
      withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0);
      withRowGroupSize(ROW_GROUP);
      withSizeStatisticsEnabled(false);
    }

    @Override
    protected Writer self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // Every builder must have it; it is called with Hadoop only.
    protected WriteSupport<Line> getWriteSupport(Configuration configuration) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected WriteSupport<Line> getWriteSupport(ParquetConfiguration configuration) {
      return new LineWriter(id);
    }
  }

  private static final class Reader extends ParquetReader.Builder<Line> {

    Reader(MemoryInput file) {
      super(file, new PlainParquetConfiguration());
      withCodecFactory(new GzipCodecs());
    }

    @Override
    protected ReadSupport<Line> getReadSupport() {
      return new LineReader();
    }
  }
}
