package dev.lethe.infra.stack;

import dev.lethe.archive.Line;
import dev.lethe.archive.parquet.ParquetFiles;
import dev.lethe.shared.record.Bytes;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/// What the archive holds.
public final class ArchivedLines {

  private static final String LINES = "lines/";

  private final Stack stack = Stack.running();
  private final S3Client s3 = stack.client(S3Client.builder().forcePathStyle(true));

  /// The lines of all objects.
  public List<Line> all() {
    return objects().flatMap(object -> new ParquetFiles().read(object).stream()).toList();
  }

  /// The lines of an application.
  public List<Line> of(String app) {
    return all().stream().filter(line -> line.taken().app().equals(app)).toList();
  }

  /// All objects.
  public Stream<Bytes> objects() {
    var bucket = stack.output("ArchiveBucket");
    return s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(LINES)).contents().stream()
        .map(object ->
            Bytes.copyOf(
                WholeObject.read(s3, object.size(), WholeObject.of(bucket, object.key()).build())));
  }
}
