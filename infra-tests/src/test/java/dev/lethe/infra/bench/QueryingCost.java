package dev.lethe.infra.bench;

import dev.lethe.archive.Line;
import dev.lethe.archive.parquet.ParquetFiles;
import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.record.UndecodableRecordException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;

/// What a query for one application reads of objects in which many are together, by what stands in
/// their footers: objects as they are written, and with their lines sorted by application.
final class QueryingCost {

  private static final int APPLICATIONS = 1_000;
  private static final int OBJECTS = 40;
  private static final int RECORDS = 750;
  private static final int EVENTS = 20;
  private static final int[] RANKS = {1, 10, 100, 1_000};

  private final List<List<Line>> objects = new ArrayList<>();

  private QueryingCost() throws UndecodableRecordException {
    var applications = IntStream.rangeClosed(1, APPLICATIONS).mapToObj(QueryingCost::name).toList();
    var records = new Archived(applications, 3);
    for (var object = 0; object < OBJECTS; object++) {
      var lines = new ArrayList<Line>();
      for (var record = 0; record < RECORDS; record++) {
        lines.add(line(records.next(EVENTS)));
      }
      objects.add(lines);
    }
  }

  private static String name(int rank) {
    return "app_%04d".formatted(rank);
  }

  private static Line line(LaneRecord record) throws UndecodableRecordException {
    return new Line(record.position(), (StreamRecord) RecordCodec.decode(record.bytes().toArray()));
  }

  /// What an object is made of, in bytes.
  ///
  /// @param footer with what precedes it
  /// @param app the column by which lines are told apart
  /// @param facts all columns of facts
  /// @param pages of one of those, of which a query may leave some out
  private record Layout(long all, long footer, long app, long facts, int pages) {}

  /// Prints what objects are made of, and what is read of them for applications by their size.
  static void print() throws IOException, UndecodableRecordException {
    var cost = new QueryingCost();
    System.out.printf(
        "What is in %d objects of %,d records of %d events, of %,d applications, in MB%n%n",
        OBJECTS, RECORDS, EVENTS, APPLICATIONS);
    System.out.println(
        "| lines | all | footers | `app` | facts | pages of a column in an object |");
    System.out.println("|---|---|---|---|---|---|");
    var asTheyCame = layouts(cost.objects);
    print("as they came", asTheyCame);
    print(
        "sorted by application", layouts(cost.objects.stream().map(QueryingCost::sorted).toList()));
    System.out.printf(
        "%nAn object has lines of %.0f applications.%n%n",
        cost.objects.stream().mapToLong(QueryingCost::applications).average().orElseThrow());
    System.out.println(
        "| application, by its size | objects that hold it | MB read for its facts |");
    System.out.println("|---|---|---|");
    for (var rank : RANKS) {
      cost.print(rank, asTheyCame);
    }
    System.out.println();
  }

  private static long applications(List<Line> lines) {
    return lines.stream().map(line -> line.taken().app()).distinct().count();
  }

  private static List<Line> sorted(List<Line> lines) {
    return lines.stream().sorted(Comparator.comparing(line -> line.taken().app())).toList();
  }

  private static List<Layout> layouts(List<List<Line>> objects) throws IOException {
    var layouts = new ArrayList<Layout>();
    for (var lines : objects) {
      layouts.add(layout(lines));
    }
    return layouts;
  }

  private static Layout layout(List<Line> lines) throws IOException {
    var file = Files.createTempFile("lines", ".parquet");
    try {
      Files.write(file, new ParquetFiles().write(lines).toArray());
      return layout(file);
    } finally {
      Files.delete(file);
    }
  }

  private static Layout layout(Path file) throws IOException {
    var options = ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    try (var reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
      var columns = reader.getFooter().getBlocks().getFirst().getColumns();
      var time =
          columns.stream().filter(column -> isOf(column, "facts.list.element.time")).findFirst();
      return new Layout(
          Files.size(file),
          Files.size(file) - size(columns, ""),
          size(columns, "app"),
          size(columns, "facts."),
          reader.readOffsetIndex(time.orElseThrow()).getPageCount());
    }
  }

  private static long size(List<ColumnChunkMetaData> columns, String of) {
    return columns.stream()
        .filter(column -> isOf(column, of))
        .mapToLong(ColumnChunkMetaData::getTotalSize)
        .sum();
  }

  private static boolean isOf(ColumnChunkMetaData column, String of) {
    return column.getPath().toDotString().startsWith(of);
  }

  private static void print(String lines, List<Layout> layouts) {
    System.out.printf(
        "| %s | %.1f | %.2f | %.3f | %.2f | %d |%n",
        lines,
        sum(layouts, Layout::all),
        sum(layouts, Layout::footer),
        sum(layouts, Layout::app),
        sum(layouts, Layout::facts),
        layouts.stream().mapToInt(Layout::pages).max().orElseThrow());
  }

  private static double sum(List<Layout> layouts, ToLongFunction<Layout> part) {
    return layouts.stream().mapToLong(part).sum() / 1e6;
  }

  /// Where the application is not among the values of an object's column, the rest is left.
  private void print(int rank, List<Layout> layouts) {
    var read = sum(layouts, Layout::footer) + sum(layouts, Layout::app);
    var holding = 0;
    for (var object = 0; object < OBJECTS; object++) {
      if (objects.get(object).stream().anyMatch(line -> line.taken().app().equals(name(rank)))) {
        holding++;
        read += layouts.get(object).facts() / 1e6;
      }
    }
    System.out.printf("| %,d | %d of %d | %.2f |%n", rank, holding, OBJECTS, read);
  }
}
