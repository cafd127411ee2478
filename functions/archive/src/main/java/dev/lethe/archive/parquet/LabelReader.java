package dev.lethe.archive.parquet;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/// Reads the labels of lines, and no other column.
final class LabelReader extends ReadSupport<String> {

  @Override
  public ReadContext init(InitContext context) {
    return new ReadContext(
        new MessageType(Columns.ALL.getName(), Columns.ALL.getType(Columns.LABEL)));
  }

  @Override
  @SuppressWarnings("deprecation") // Every reader must have it; it is called with Hadoop only.
  public RecordMaterializer<String> prepareForRead(
      Configuration configuration, Map<String, String> metadata, MessageType file, ReadContext of) {
    throw new UnsupportedOperationException();
  }

  @Override
  public RecordMaterializer<String> prepareForRead(
      ParquetConfiguration configuration,
      Map<String, String> metadata,
      MessageType file,
      ReadContext of) {
    return new Labels();
  }

  private static final class Labels extends RecordMaterializer<String> {

    private @Nullable String label;
    private final Group root =
        new Group(() -> {}, () -> {}, List.of(Leaf.text(text -> label = text)));

    @Override
    public String getCurrentRecord() {
      return Objects.requireNonNull(label);
    }

    @Override
    public GroupConverter getRootConverter() {
      return root;
    }
  }
}
