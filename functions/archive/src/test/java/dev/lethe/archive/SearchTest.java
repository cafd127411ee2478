package dev.lethe.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.archive.parquet.ParquetFiles;
import dev.lethe.archive.parquet.ParquetTails;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.StreamRecord;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  private final Map<String, Bytes> objects = new TreeMap<>();
  private long read;
  private int reads;

  private final Search search =
      new Search(
          new ObjectTails() {
            @Override
            public List<String> names(LocalDate from) {
              return List.copyOf(objects.keySet());
            }

            @Override
            public Optional<Tail> read(String name, long bytes) {
              return Optional.ofNullable(objects.get(name)).map(object -> tail(object, bytes));
            }
          },
          new ParquetTails(),
          Runnable::run);

  private ObjectTails.Tail tail(Bytes object, long bytes) {
    var all = object.toArray();
    var end = Arrays.copyOfRange(all, Math.max(0, all.length - (int) bytes), all.length);
    reads++;
    read += end.length;
    return new ObjectTails.Tail(all.length, Bytes.copyOf(end));
  }

  private Bytes put(String name, List<String> labels, int bytesSealed) {
    var random = new Random(1);
    var object =
        new ParquetFiles()
            .write(
                IntStream.range(0, labels.size())
                    .mapToObj(number -> line(number, labels.get(number), bytesSealed, random))
                    .toList());
    objects.put(name, object);
    return object;
  }

  private static Line line(int number, String label, int bytesSealed, Random random) {
    var sealed = new byte[bytesSealed];
    random.nextBytes(sealed);
    var like = Samples.taken(label, 90);
    var taken =
        new StreamRecord(
            like.app(),
            label,
            like.state(),
            like.born(),
            like.zone(),
            90,
            like.received(),
            like.purposes(),
            List.of(Records.tracked("Opened"), Records.tracked("Event " + number)),
            Bytes.copyOf(sealed));
    return new Line(Position.of("shardId-000000000003:" + number), taken);
  }

  private static List<String> labels(int number) {
    return IntStream.range(0, number).mapToObj("%022d"::formatted).toList();
  }

  @Test
  void saysInWhichObjectsALabelIs() {
    put("one", List.of("a", "b", "a"), 3);
    put("two", List.of("a", "abc"), 3);
    put("empty", List.of(), 0);
    assertThat(search.objectsWith(Set.of("a", "b", "ab", "c"), TODAY))
        .isEqualTo(Map.of("a", Set.of("one", "two"), "b", Set.of("one")));
  }

  @Test
  void ofALargeObjectItReadsTheEndOnly() {
    var size = put("large", labels(1_000), 4_000).length();
    assertThat(search.objectsWith(Set.of(labels(1_000).getFirst()), TODAY)).hasSize(1);
    System.out.printf("Labels of 1,000 lines: %,d bytes of %,d, in %d reads.%n", read, size, reads);
    assertThat(read).isLessThan(size / 40);
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void ofManyLabelsItReadsOnceMore() {
    var size = put("many", labels(10_000), 500).length();
    assertThat(search.objectsWith(Set.of(labels(10_000).getFirst(), "x"), TODAY)).hasSize(1);
    assertThat(read).isLessThan(size / 5);
    assertThat(reads).isEqualTo(2);
  }

  /// The end that is read first holds not even the footer.
  @Test
  void aShortEndSaysHowMuchIsNeeded() {
    var object = put("one", labels(10), 4_000);
    var files = new ParquetTails();
    var bytes = 8L;
    var looks = 0;
    while (files.labels(tail(object, bytes)) instanceof TailFiles.Read.Needs(var more)) {
      assertThat(more).isGreaterThan(bytes);
      bytes = more;
      looks++;
    }
    assertThat(looks).isBetween(1, 2);
    assertThat(files.labels(tail(object, bytes)))
        .isEqualTo(new TailFiles.Read.Labels(Set.copyOf(labels(10))));
  }

  @Test
  void whatIsGoneMeanwhileIsInNone() {
    var gone =
        new Search(
            new ObjectTails() {
              @Override
              public List<String> names(LocalDate from) {
                return List.of("gone");
              }

              @Override
              public Optional<Tail> read(String name, long bytes) {
                return Optional.empty();
              }
            },
            new ParquetTails(),
            Runnable::run);
    assertThat(gone.objectsWith(Set.of("a"), TODAY)).isEmpty();
  }
}
