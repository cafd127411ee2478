package dev.lethe.aggregate.restore;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lethe.shared.record.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a run keeps while it runs: `work/{run}/…`.
final class RestoreFolder {

  private final WorkFiles files;
  private final String run;

  /// @param run by which the run is known
  RestoreFolder(WorkFiles files, String run) {
    this.files = files;
    this.run = run;
  }

  /// What all steps of a run go by.
  ///
  /// @param source the table that AWS restored
  /// @param segments into how many each table is parted, to be read
  /// @param parts into how many counters are parted, to be put
  record Plan(Horizon horizon, String source, int segments, int parts) {}

  private String folder() {
    return "work/" + run + '/';
  }

  private String planName() {
    return folder() + "plan.txt";
  }

  /// For the state machine: a JSON array of numbers.
  String segmentsName() {
    return folder() + "segments.json";
  }

  /// For the state machine: a JSON array of numbers.
  String partsName() {
    return folder() + "parts.json";
  }

  private String rowsOf(int part) {
    return folder() + "rows-%06d/".formatted(part);
  }

  /// Keeps the plan, unless there is one.
  void keep(Plan plan) {
    files.keep(
        planName(),
        bytes(
            String.join(
                "\n",
                plan.horizon().now().toString(),
                plan.horizon().backup().toString(),
                plan.source(),
                Integer.toString(plan.segments()),
                Integer.toString(plan.parts()))));
    var kept = plan();
    files.keep(segmentsName(), bytes(numbers(kept.segments())));
    files.keep(partsName(), bytes(numbers(kept.parts())));
  }

  Plan plan() {
    var kept =
        files
            .read(planName())
            .orElseThrow(() -> new IllegalStateException("A restore lacks its plan."));
    var lines = new String(kept.toArray(), US_ASCII).split("\n", -1);
    return new Plan(
        new Horizon(Instant.parse(lines[0]), Instant.parse(lines[1])),
        lines[2],
        Integer.parseInt(lines[3]),
        Integer.parseInt(lines[4]));
  }

  /// Keeps what a segment of the Ledger says of a part of the counters.
  void keep(int segment, int part, List<Row> rows) {
    files.keep(rowsOf(part) + segment, RowCodec.encode(rows));
  }

  /// What all segments say of a part of the counters.
  Stream<Row> rows(int part) {
    return files.names(rowsOf(part)).stream()
        .flatMap(name -> RowCodec.decode(files.read(name).orElseThrow()).stream());
  }

  /// Deletes all of it.
  void clear() {
    files.delete(files.names(folder()));
  }

  private static String numbers(int count) {
    return IntStream.range(0, count)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static Bytes bytes(String text) {
    return Bytes.copyOf(text.getBytes(US_ASCII));
  }
}
