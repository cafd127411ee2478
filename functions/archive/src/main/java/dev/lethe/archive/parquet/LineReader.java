package dev.lethe.archive.parquet;

import dev.lethe.archive.Line;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;

/// Reads whole lines. Columns that it does not know it refuses: they would be lost when the rest is
/// written again.
final class LineReader extends ReadSupport<Line> {

  @Override
  public ReadContext init(InitContext context) {
    for (var path : context.getFileSchema().getPaths()) {
      if (!Columns.ALL.containsPath(path)) {
        throw new IllegalStateException("A file of a later version.");
      }
    }
    return new ReadContext(Columns.ALL);
  }

  @Override
  @SuppressWarnings("deprecation") // Every reader must have it; it is called with Hadoop only.
  public RecordMaterializer<Line> prepareForRead(
      Configuration configuration, Map<String, String> metadata, MessageType file, ReadContext of) {
    throw new UnsupportedOperationException();
  }

  @Override
  public RecordMaterializer<Line> prepareForRead(
      ParquetConfiguration configuration,
      Map<String, String> metadata,
      MessageType file,
      ReadContext of) {
    return new LineBuilder();
  }
}
