package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.archive.ArchiveObjects;
import dev.lethe.archive.Line;
import dev.lethe.archive.ObjectTails;
import dev.lethe.archive.Samples;
import dev.lethe.archive.Search;
import dev.lethe.archive.aws.S3ArchiveObjects;
import dev.lethe.archive.aws.S3ObjectTails;
import dev.lethe.archive.parquet.ParquetFiles;
import dev.lethe.archive.parquet.ParquetTails;
import dev.lethe.infra.stack.Stack;
import dev.lethe.shared.lane.Position;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/// Labels are looked for in the objects themselves: none of these is in the index.
class ArchiveSearchTest {

  private static final LocalDate LONG_AGO = LocalDate.of(2001, 1, 2);

  private final Stack stack = Stack.running();
  private final S3Client s3 = stack.client(S3Client.builder().forcePathStyle(true));
  private final String bucket = stack.output("ArchiveBucket");
  private final ArchiveObjects objects = new S3ArchiveObjects(s3, bucket);
  private final ObjectTails tails = new S3ObjectTails(s3, bucket);
  private final AtomicLong read = new AtomicLong();
  private final String label = UUID.randomUUID().toString();
  private final String run = UUID.randomUUID().toString();

  @AfterEach
  void clean() {
    tails.names(LONG_AGO.minusDays(1)).stream()
        .filter(name -> name.contains(run))
        .forEach(name -> s3.deleteObject(delete -> delete.bucket(bucket).key(name)));
  }

  private String name(LocalDate day) {
    return "lines/day=%s/hour=00/90-%s.parquet".formatted(day, run);
  }

  private Set<String> names(LocalDate... days) {
    return Stream.of(days).map(this::name).collect(Collectors.toSet());
  }

  /// @return how many bytes it has
  private int put(LocalDate day, Stream<String> labels) {
    var lines =
        labels
            .map(of -> new Line(Position.of("shardId-000000000003:1"), Samples.taken(of, 90)))
            .toList();
    var content = new ParquetFiles().write(lines);
    assertThat(objects.create(name(day), content)).isTrue();
    return content.length();
  }

  private Map<String, Set<String>> found(LocalDate from) {
    var counted =
        new ObjectTails() {
          @Override
          public List<String> names(LocalDate day) {
            // Those of this test alone.
            return tails.names(day).stream().filter(name -> name.contains(run)).toList();
          }

          @Override
          public Optional<Tail> read(String name, long bytes) {
            var tail = tails.read(name, bytes);
            tail.ifPresent(end -> read.addAndGet(end.bytes().length()));
            return tail;
          }
        };
    return new Search(counted, new ParquetTails(), Runnable::run)
        .objectsWith(Set.of(label, "other"), from);
  }

  @Test
  void aLabelIsFoundFromADayOn() {
    put(LONG_AGO.minusDays(1), Stream.of(label));
    put(LONG_AGO, Stream.of(label, "not " + label));
    var large =
        put(
            LONG_AGO.plusDays(1),
            Stream.concat(
                Stream.of(label), IntStream.range(0, 20_000).mapToObj(number -> "x" + number)));
    assertThat(found(LONG_AGO.minusDays(1)))
        .isEqualTo(Map.of(label, names(LONG_AGO.minusDays(1), LONG_AGO, LONG_AGO.plusDays(1))));
    assertThat(found(LONG_AGO)).isEqualTo(Map.of(label, names(LONG_AGO, LONG_AGO.plusDays(1))));
    read.set(0);
    assertThat(found(LONG_AGO.plusDays(1))).isEqualTo(Map.of(label, names(LONG_AGO.plusDays(1))));
    System.out.printf("Labels of 20,001 lines: %,d bytes of %,d.%n", read.get(), large);
    assertThat(read.get()).isLessThan(large);
    assertThat(found(LONG_AGO.plusDays(2))).isEmpty();
  }

  @Test
  void ofWhatIsNotThereNothingIsRead() {
    assertThat(tails.read(name(LONG_AGO), 100)).isEmpty();
  }
}
